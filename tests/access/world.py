"""Something of everything that the CMS has an address for, so that no page is refused only because it is not there."""

from allauth.socialaccount.models import SocialApp
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site, UploadedFile, Workflow

from courses.models import Source
from feedback.models import Kind, Remark, State
from organisations.models import Organisation, Pause
from tests.courses.pages import load_sound, the_lesson, the_module
from tests.curriculum import build_organisation

AGREED = {"issuer": "https://sign-in.elmet.example", "tenant": "", "domains": ["elmet.example"], "allows_code": True}


def values(person):
    """{parameter, or (name, parameter): value} for a world with one draft lesson that `person` has sent for review."""
    load_sound()
    lesson, module = the_lesson(), the_module()
    lesson.title, lesson.slug = "A draft", "a-lesson-of-one-address"
    lesson.save()
    lesson.save_revision(user=person)
    state = lesson.get_workflow().start(lesson, person)
    first, last = lesson.revisions.order_by("pk")[:2]
    return (
        pages(lesson, module, state) | {"revision_id": last.pk, "revision_id_a": first.pk, "revision_id_b": last.pk}
        | files(person) | rows(person)
    )  # fmt: skip


def pages(lesson, module, state):
    below = "content_type_app_name", "content_type_model_name"
    return {
        "page_id": lesson.pk,
        "page_to_move_id": lesson.pk,
        "destination_id": the_module("m02").pk,
        "parent_page_id": module.pk,
        "page_pk": lesson.pk,
        "pk": module.pk,
        ("wagtailadmin_pages:revisions_compare", "pk"): lesson.pk,
        "task_state_id": state.current_task_state.pk,
        "task_id": state.current_task_state.task_id,
        "workflow_state_id": state.pk,
        "action_name": "approve",
        ("wagtailadmin_api:pages:action", "action_name"): "unpublish",
        **dict(zip(below, ("courses", "lessonpage"), strict=True)),
        "app_label": "courses",
        "model_name": "lessonpage",
        "app_name": "courses",
        ("wagtail_bulk_action", "app_label"): "wagtailcore",
        ("wagtail_bulk_action", "model_name"): "page",
        ("wagtail_bulk_action", "action"): "publish",
        ("wagtailadmin_workflows:add_task", "app_label"): "wagtailcore",
        ("wagtailadmin_workflows:add_task", "model_name"): "groupapprovaltask",
        ("wagtailsettings:edit", "app_name"): "home",
        ("wagtailsettings:edit", "model_name"): "sitesettings",
        ("wagtailsettings:edit", "pk"): Site.objects.get().pk,
    }


def files(person):
    image = get_image_model().objects.create(title="A picture", file=get_test_image_file(), uploaded_by_user=person)
    document = get_document_model().objects.create(title="Notes", file=ContentFile(b"notes", name="notes.pdf"))
    uploaded = UploadedFile.objects.create(file=ContentFile(b"notes", name="more.pdf"), uploaded_by_user=person)
    found = {"image_id": image.pk, "document_id": document.pk, "doc_id": document.pk, "uploaded_file_id": uploaded.pk}
    names = {"documents": document, "docs": document, "images": image}
    api = {(f"wagtailadmin_api:{name}:detail", "pk"): thing.pk for name, thing in names.items()}
    choosers = {
        (f"wagtail{name}_chooser:chosen", "pk"): thing.pk for name, thing in (("docs", document), ("images", image))
    }
    return found | api | choosers | {"filter_spec": "original"}


def rows(person):
    """What has a list of its own in the CMS, by the namespace of its pages."""
    root = Collection.get_first_root_node()
    remark = Remark.objects.create(
        kind=Kind.values[0], page_title="A lesson", text="Words.", sent_on=timezone.localdate(), state=State.values[-1]
    )
    tenant = SocialApp.objects.create(
        provider="openid_connect", provider_id="elmet", name="Elmet", client_id="1", settings=AGREED
    )
    shown = {
        "wagtailadmin_collections": root.add_child(name="A collection"),
        "wagtailadmin_workflows": Workflow.objects.get(),
        "wagtailsnippets_courses_source": Source.objects.get(),
        "wagtailsnippetchoosers_courses_source": Source.objects.get(),
        "feedback_queue": remark,
        "council_sign_ins": tenant,
        "organisations": Organisation.objects.first() or build_organisation(),
        "pauses": Pause.objects.create(starts_on=timezone.localdate(), ends_on=timezone.localdate()),
        "wagtailsites": Site.objects.get(),
        "wagtailusers_users": person,
        "wagtailusers_groups": Group.objects.order_by("pk").first(),
    }
    redirect = Redirect.objects.create(old_path="/old", redirect_link="/new")
    found = {(space, "pk"): thing.pk for space, thing in shown.items()}
    tasks = {
        (f"wagtailadmin_workflows:{name}_task", "pk"): Workflow.objects.get().tasks[0].pk
        for name in ("edit", "enable", "disable")
    }
    return found | tasks | {"redirect_id": redirect.pk, "collection_id": shown["wagtailadmin_collections"].pk}
