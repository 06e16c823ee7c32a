from .figures import Cell, Count, Family, Figure, Measure, Place, Refresh
from .readers import Every, ServiceToken, Subscription
from .releases import Frozen, FrozenFigure, PreAccess, Release, ReleaseState, Snapshot

__all__ = [
    "Cell", "Count", "Every", "Family", "Figure", "Frozen", "FrozenFigure", "Measure", "Place", "PreAccess", "Refresh",
    "Release", "ReleaseState", "ServiceToken", "Snapshot", "Subscription",
]  # fmt: skip
