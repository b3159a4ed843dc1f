# The beat zoom: a close look at a point.

chapter = Near { $at }

undefined = Near by: f is undefined at { $at }.
rough = Near by: f = { $value } at { $at }, where f has no gradient.
slope = Near by: f = { $value } at { $at }, and the slope is f′ = { $slope }.
gradient = Near by: f = { $value } at { $at }, and the gradient's norm is { $norm }.
