# The beat update_rule: the rule as a formula, with the numbers of the first step.

chapter = The update rule

falls = The first step leads from { $from } to { $to }: f falls from { $before } to { $after }.
rises = The first step leads from { $from } to { $to }: f rises from { $before } to { $after }.
stays = The first step leads from { $from } to { $to }: f stays at { $after }.
batch = ĝ is the gradient on { $few } of the { $all } data points.
noise = ĝ is the gradient with its noise.
