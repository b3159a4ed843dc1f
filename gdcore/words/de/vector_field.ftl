# Der Abschnitt vector_field: Pfeile von ∇f oder von −∇f auf einem Gitter.

chapter-ascent = Das Gradientenfeld
chapter-descent = Überall der Weg bergab
ascent = Jeder Pfeil ist der Gradient ∇f an seiner Stelle: Er zeigt am steilsten bergauf.
descent = Jeder Pfeil zeigt längs −∇f an seiner Stelle, am steilsten bergab.
steepest = Steigungen erreichen hier ‖∇f‖ = { $slope }.
