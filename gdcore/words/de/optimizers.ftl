# Die Namen der Verfahren, wie auf dem Bild.

gradient_descent = Gradientenverfahren
stochastic = SGD
momentum = Momentum
nesterov = Nesterov
adagrad = Adagrad
adadelta = Adadelta
rmsprop = RMSprop
adam = Adam
adamw = AdamW
adamax = Adamax
nadam = NAdam
radam = RAdam
rprop = Rprop
lion = Lion
newton = Newton
conjugate_gradient = Konjugierte Gradienten
lbfgs = L-BFGS
line_search = Liniensuche
