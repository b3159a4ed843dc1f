# Der Abschnitt vector_field: Pfeile von ∇f oder von −∇f auf einem Gitter.

chapter-ascent = Das Gradientenfeld
chapter-descent = Überall der Weg bergab
ascent = Jeder Pfeil ist der Gradient ∇f an seiner Stelle: Er zeigt in die Richtung des steilsten Anstiegs.
descent = Jeder Pfeil zeigt an seiner Stelle in die Richtung von −∇f, die des steilsten Abstiegs.
steepest = Steigungen erreichen hier ‖∇f‖ = { $slope }.
