# Punkte, die in einem Spec einen Namen haben.

start = am Start
minimum = am tiefsten gefundenen Punkt
