# Der Abschnitt sign_step: ein Schritt nach dem Vorzeichen des Gradienten neben einem nach dem Gradienten.

chapter = Wohin und wie weit: { $at }

none = Es gibt keinen Schritt: f hat in diesem Punkt keinen Gradienten.
steps = Das Vorzeichen sagt, wohin: −S·sign(∇f) = { $sign } bewegt jede Variable um S = { $size }. Die Größe sagt, wie weit: −α·∇f = { $plain }.
some-steps = Das Vorzeichen sagt, wohin: −S·sign(∇f) = { $sign } bewegt nur { $moved }, um S = { $size }. Die Größe sagt, wie weit: −α·∇f = { $plain }.
nowhere = Der Gradient ist hier 0: keine der beiden Regeln macht einen Schritt.
arrows = (Pfeile × { $scale })
