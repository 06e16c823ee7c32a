"""In which places each organisation is counted: its region, type, tier, combined authority, and what goes on for it."""

from django.conf import settings

from organisations.models import Organisation, Succession

from .families import NO_AUTHORITY, NO_REGION, NO_TIER, Base, others, places


def _counted():
    """Those that figures are about. Invented ones in a demonstration only."""
    return Organisation.objects.all() if settings.DEMONSTRATION else Organisation.objects.real()


def organisations_counted(day):
    """{id: Base without people} of the organisations that figures are about."""
    successors = successors_on(day)
    facts = ("pk", "slug", "region_id", "kind", "tier", "combined_authority__slug")
    return {
        pk: Base(
            slug, region or NO_REGION, kind, "", tier=tier or NO_TIER, authority=authority or NO_AUTHORITY,
            successor=successors.get(slug, ""),
        )
        for pk, slug, region, kind, tier, authority in _counted().values_list(*facts)
    }  # fmt: skip


def successors_on(day):
    """{slug: slug of what goes on for it} of all that a day finds merged, those that go on included. A split goes on as it was."""
    heirs = {}
    for old, new in Succession.objects.filter(on_date__lte=day).values_list("predecessor__slug", "successor__slug"):
        heirs.setdefault(old, set()).add(new)
    last = {old: _last_of(old, heirs) for old in heirs}
    return {old: new for old, new in last.items() if old != new} | {new: new for old, new in last.items() if old != new}


def _last_of(slug, heirs):
    passed = {slug}
    while len(heirs.get(slug, ())) == 1 and not heirs[slug] <= passed:
        (slug,) = heirs[slug]
        passed.add(slug)
    return slug


def councils_on(day):
    """{slug: wide places} of the principal councils that exist on a day."""
    councils = _counted().principal_councils().existing_on(day).values_list("pk", flat=True)
    counted = organisations_counted(day)
    return {counted[pk].organisation: (*places(counted[pk]), *others(counted[pk])) for pk in councils}
