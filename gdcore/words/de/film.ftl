# Was neben einem Film steht: sein Transkript und die Namen seiner Spuren.

# Der Code der Sprache mit drei Buchstaben (ISO 639-2), nach dem Abspielprogramme Spuren wählen.
language-code = deu

captions = Untertitel
descriptions = Beschreibungen
chapters = Kapitel
transcript = Transkript
explained = Der Film hat keinen Ton. Hier stehen seine Untertitel und, in Klammern, was sonst zu sehen ist, jeweils mit der Zeit.
explained-voice = Die Untertitel werden gesprochen. Hier stehen sie und, in Klammern, was sonst zu sehen ist, jeweils mit der Zeit.
play = Ab { $clock } abspielen
no-video = Ihr Browser kann diesen Film nicht abspielen; hier ist die Datei:
