# The names of the optimizers, as on screen.

gradient_descent = Gradient descent
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
conjugate_gradient = Conjugate gradient
lbfgs = L-BFGS
line_search = Line search
