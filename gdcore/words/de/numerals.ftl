# Wie Zahlen und Aufzählungen geschrieben werden.

decimal = ,
between = { "; " }
listing = { ", " }
undefined = nicht definiert
and = { $first } und { $last }
others = { $more } weitere
