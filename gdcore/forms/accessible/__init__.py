"""How far a lesson's film meets WCAG 2.1 AA: what can be computed of it, and what a person judges.

``report(timeline)`` measures the film and gives one `Finding` for each criterion that a film can
meet or miss.
"""

from gdcore.forms.accessible.findings import Finding, Verdict, report

__all__ = ["Finding", "Verdict", "report"]
