# The beat slices: two planes cut the surface at a point; the slopes are partial derivatives.

chapter = Slices at { $at }

undefined = There are no slopes at { $at }: f is undefined there.
rough = The slices through { $at } have no tangents there: f is not smooth at this point.
kink = The slice along { $name } has a kink at { $at }: its slope is { $left } on one side and { $right } on the other, so ∂f/∂{ $name } does not exist.
slopes = Two planes cut the surface, { $first } and { $second }. The slopes of the slices at { $at } are the partial derivatives: { $slopes }.
