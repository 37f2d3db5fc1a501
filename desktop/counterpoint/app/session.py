"""The project, the desk and the marks that one window works on."""

from dataclasses import dataclass

from counterpoint.app.desk import Desk
from counterpoint.app.marks import Mark, Marks
from counterpoint.domain.claims import Claim
from counterpoint.domain.project import Project
from counterpoint.domain.reading import Passage
from counterpoint.domain.refusal import Refusal


@dataclass(frozen=True)
class Session:
    """What the commands of a reader act on."""

    project: Project
    desk: Desk
    marks: Marks

    def mark_under_cursor(self) -> Mark | None:
        """The claim that is closest to the selection of the active pane, of those it touches."""
        pane = self.desk.pane
        if pane.document is None or pane.selection is None:
            return None
        marks = self.marks.over(pane.document, pane.selection)
        return marks[0] if marks else None

    def claim_under_cursor(self) -> Claim:
        """The claim under the cursor; refuses where there is none."""
        mark = self.mark_under_cursor()
        if mark is None:
            raise Refusal("There is no claim here; . and , go to the next and the previous one.")
        return mark.claim

    def own_claim_under_cursor(self) -> Claim:
        """The claim under the cursor; refuses where it is another reader's."""
        claim = self.claim_under_cursor()
        if claim.reader != self.project.reader:
            raise Refusal("This claim is another reader's; only they can change it.")
        return claim

    def go_to(self, claim: Claim, pane: int) -> None:
        """Show a claim's passage in a pane, with its document if another is there."""
        mark = self.marks.of_claim(claim.id)
        passage: Passage | None = mark.passage if mark else None
        if self.desk.panes[pane].document != claim.document:
            self.desk.show(claim.document, pane, passage)
        elif passage is not None:
            self.desk.select(passage, pane)
        else:
            raise Refusal("The passage of this claim was not found in the document.")
