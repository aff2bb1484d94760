"""Who loads results and who calculates the list."""

from __future__ import annotations

from typing import Any

from assessments.models import (
    ApprovedList,
    ClassificationRun,
    CriteriaSet,
    CriteriaState,
    ImportState,
    ListState,
    ResultsImport,
    RunPlace,
    ScaleUpload,
    StoredScale,
)
from core.web.refusals import Refusal, reason_against
from schools.domain.roles import REFUSALS, Right
from schools.models import Municipality, Region
from schools.permissions import (
    is_of_office,
    municipalities_with,
    regions_with,
    require,
    require_history,
    require_somewhere,
)
from schools.querysets import Scope, is_owner

DECIDED = (
    "Этот файл уже разобран: решение по нему принято. Чтобы исправить данные, загрузите новый."
)
NOT_LOADED = "Отзывают только загруженный файл. Этот не загружен или уже отозван."


SCALES_OF_OFFICE = "Шкалы и минимальные баллы открывают сотрудники управления образования."
ORDER_OF_OFFICE = "Места школ открывают сотрудники управления образования."
PUBLISHED_BY_OFFICE = (
    "Таблицу для публикации составляют те, кто видит все школы муниципалитета: что в ней скрыть, "
    "зависит от всех школ."
)
SCALE_OF_OWNER = (
    "Шкалу для региона или для всех ведёт владелец портала. Если у вас действует другая, внесите "
    "шкалу своего муниципалитета."
)
SCALE_ENDED = (
    "Эта шкала больше не действует: её исправили или отменили. Откройте страницу работы, там все "
    "её шкалы."
)


class Ended(Refusal):
    """Somebody has corrected or withdrawn the scale already; a second click gets here too."""


class Decided(Refusal):
    """Somebody has decided on the file already; a second click gets here too."""


def require_import(user: Any, municipality: Municipality) -> None:
    """Pass for those who load results of the municipality."""
    require(user, Right.IMPORT_RESULTS, municipality=municipality)


def require_publication(user: Any, municipality: Municipality) -> None:
    """Pass for those who see the figures of every school of the municipality."""
    scope = Scope.of(user)
    if municipality.pk not in scope.office_ids and municipality.region_id not in scope.region_ids:
        raise Refusal(PUBLISHED_BY_OFFICE)


def require_decision(user: Any, results_import: ResultsImport) -> None:
    """Pass for those who may confirm or discard this file now."""
    require_import(user, results_import.municipality)
    if results_import.state != ImportState.DRAFT:
        raise Decided(DECIDED)


def sees_scales(user: Any) -> bool:
    """Whether the person works in an office or observes a region: schools get their marks ready."""
    scope = Scope.of(user)
    return bool(scope.office_ids or scope.region_ids)


def require_sight_of_all_schools(user: Any) -> None:
    """Pass for the office and observers: an order of schools shows every one of them."""
    if not sees_scales(user):
        raise Refusal(ORDER_OF_OFFICE)


def require_sight_of_scales(user: Any) -> None:
    """Pass for those who open the scales."""
    if not sees_scales(user):
        raise Refusal(SCALES_OF_OFFICE)


TRYING = "Условия отнесения примеряют сотрудники управления образования."


def may_try(user: Any) -> bool:
    """Whether the person sees every school of an office or of a region."""
    scope = Scope.of(user)
    return bool(scope.office_ids or scope.region_ids)


def require_trying(user: Any) -> None:
    """Pass for those who try criteria on schools."""
    if not may_try(user):
        raise Refusal(TRYING)


CRITERIA_FROZEN = (
    "Эта версия критериев уже введена, её не меняют. Сделайте по ней следующую версию."
)
CRITERIA_NOT_PUBLISHED = "Отозвать можно только действующие критерии."


CRITERIA_OF_OFFICE = "Критерии открывают сотрудники управления образования."


CRITERIA_OF_OWNER = (
    "Общие критерии ведёт владелец портала. Сделайте по ним свою версию: её можно менять."
)


def may_see_criteria(user: Any) -> bool:
    """Whether the person works in an office, observes a region or owns the installation."""
    return may_try(user) or is_owner(user)


def require_sight_of_criteria(user: Any) -> None:
    """Pass for those who may read criteria."""
    if not may_see_criteria(user):
        raise Refusal(CRITERIA_OF_OFFICE)


def require_criteria(user: Any, municipality: Municipality | None) -> None:
    """Pass for those who make criteria of the municipality, or common ones where it is None."""
    if municipality is not None:
        require(user, Right.EDIT_CRITERIA, municipality=municipality)
    elif not is_owner(user):
        raise Refusal(CRITERIA_OF_OWNER)


def require_making_criteria(user: Any) -> None:
    """Pass for those who make criteria anywhere."""
    if not is_owner(user):
        require_somewhere(user, Right.EDIT_CRITERIA)


def require_criteria_draft(user: Any, stored: CriteriaSet) -> None:
    """Pass for those who may change this version now."""
    require_criteria(user, stored.municipality)
    if not stored.is_draft:
        raise Refusal(CRITERIA_FROZEN)


def require_criteria_in_force(user: Any, stored: CriteriaSet) -> None:
    """Pass for those who may withdraw this version now."""
    require_criteria(user, stored.municipality)
    if stored.state != CriteriaState.PUBLISHED:
        raise Refusal(CRITERIA_NOT_PUBLISHED)


def require_scales(user: Any, municipality: Municipality) -> None:
    """Pass for those who enter the scales of the municipality."""
    require(user, Right.EDIT_SCALES, municipality=municipality)


def require_scale(user: Any, scale: StoredScale) -> Municipality:
    """The municipality whose scale it is, for those who may correct or withdraw it now."""
    if scale.municipality is None:
        raise Refusal(SCALE_OF_OWNER)
    require_scales(user, scale.municipality)
    if scale.ended_at is not None:
        raise Ended(SCALE_ENDED)
    return scale.municipality


def require_scale_upload(user: Any, upload: ScaleUpload) -> None:
    """Pass for those who may confirm or discard this table of scales now."""
    require_scales(user, upload.municipality)
    if upload.state != ImportState.DRAFT:
        raise Decided(DECIDED)


def require_scales_of_all(user: Any) -> None:
    """Pass for the owner of the installation: a scale of a region concerns every office in it."""
    if not is_owner(user):
        raise Refusal(SCALE_OF_OWNER)


def require_withdrawal(user: Any, results_import: ResultsImport) -> None:
    """Pass for those who may take a loaded file back now."""
    require_import(user, results_import.municipality)
    if results_import.state != ImportState.CONFIRMED:
        raise Decided(NOT_LOADED)


def require_run(user: Any, municipality: Municipality) -> None:
    """Pass for those who calculate the list of the municipality."""
    require(user, Right.RUN_CLASSIFICATION, municipality=municipality)


OF_COUNTRY = "По всей стране рассчитывает владелец портала."
NOT_OF_ONE_OFFICE = (
    "По расчёту региона или страны перечень не составляют: приказ издаёт управление образования, "
    "по расчёту своего муниципалитета."
)


def require_run_at(user: Any, place: RunPlace) -> None:
    """Pass for those who calculate for the municipality, the region or the country.

    A calculation of a region changes nothing in any office, so who observes the region makes it.
    """
    if place.municipality is not None:
        require_run(user, place.municipality)
    elif not is_owner(user):
        if place.region is None:
            raise Refusal(OF_COUNTRY)
        if place.region not in regions_with(user, Right.RUN_REGIONS):
            raise Refusal(REFUSALS[Right.RUN_REGIONS])


def places_to_run(user: Any) -> list[RunPlace]:
    """Where the person may calculate: own municipalities, then regions, then the country."""
    found = [
        RunPlace(municipality=one) for one in municipalities_with(user, Right.RUN_CLASSIFICATION)
    ]
    if is_owner(user):
        regions = list(Region.objects.order_by("name", "pk"))
        return [*found, *(RunPlace(region=one) for one in regions), RunPlace()]
    return [*found, *(RunPlace(region=one) for one in regions_with(user, Right.RUN_REGIONS))]


def sees_run_wholly(user: Any, run: ClassificationRun) -> bool:
    """Whether the person, who sees the calculation, sees every school of it."""
    return run.municipality is None or is_of_office(user, run.municipality)


def require_past_of_run(user: Any, run: ClassificationRun) -> None:
    """Pass for who may see who asked for the calculation, which the person sees."""
    if run.municipality is not None:
        require_history(user, run.municipality)


def require_list_from(user: Any, run: ClassificationRun) -> Municipality:
    """The municipality whose list the calculation may become, for those who draft it."""
    if run.municipality is None:
        raise Refusal(NOT_OF_ONE_OFFICE)
    require_lists(user, run.municipality)
    return run.municipality


def refusal_to_decide(user: Any, results_import: ResultsImport) -> str:
    """The sentence beside the disabled button; empty where the person may decide."""
    return reason_against(require_decision, user, results_import)


def refusal_to_withdraw(user: Any, results_import: ResultsImport) -> str:
    """The sentence beside the disabled button; empty where the person may take the file back."""
    return reason_against(require_withdrawal, user, results_import)


FROZEN = (
    "Перечень утверждён ({order}), его не меняют. Составьте новый: после утверждения он заменит "
    "этот."
)
NOT_IN_FORCE = "Отменить можно только действующий перечень."


def require_lists(user: Any, municipality: Municipality) -> None:
    """Pass for those who draft and approve lists of the municipality."""
    require(user, Right.APPROVE_LISTS, municipality=municipality)


def require_draft(user: Any, approved_list: ApprovedList) -> None:
    """Pass for those who may change this list now: an approved one is frozen."""
    require_lists(user, approved_list.municipality)
    if not approved_list.is_draft:
        raise Refusal(FROZEN.format(order=approved_list.order_words))


def require_in_force(user: Any, approved_list: ApprovedList) -> None:
    """Pass for those who may cancel this list now."""
    require_lists(user, approved_list.municipality)
    if approved_list.state != ListState.APPROVED:
        raise Refusal(NOT_IN_FORCE)
