"""All predicates by the name that a definition calls them by."""

from assessments.domain.rules.changes import Grown, SameProcedure
from assessments.domain.rules.conditions import Flag, OutsideCorridor, Participants
from assessments.domain.rules.expressions import Predicate
from assessments.domain.rules.figures import ContextFigure
from assessments.domain.rules.population import JointFails, MeanBelow
from assessments.domain.rules.ranks import Rank
from assessments.domain.rules.shares import Fails, LowProcedures, Share

PREDICATES: dict[str, type[Predicate]] = {
    LowProcedures.name: LowProcedures,
    Share.name: Share,
    Grown.name: Grown,
    SameProcedure.name: SameProcedure,
    Fails.name: Fails,
    Rank.name: Rank,
    MeanBelow.name: MeanBelow,
    JointFails.name: JointFails,
    OutsideCorridor.name: OutsideCorridor,
    Participants.name: Participants,
    Flag.name: Flag,
    ContextFigure.name: ContextFigure,
}
