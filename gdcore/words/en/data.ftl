# The picture of the data: names of its axes, where the model has several features.

in-data = in the data
of-model = of the model
