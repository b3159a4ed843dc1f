# Punkte, die in einem Spec einen Namen haben.

start = der Start
minimum = der tiefste gefundene Punkt
