"""Where certificates appear in the CMS: for administrators, one menu with the certificates, batches, and how long a pathway's last."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from . import batch_desk, desk
from .models import Validity
from .permissions import Operators, can_operate

register_permission_policy(Validity, Operators(Validity))


class ValidityViewSet(ModelViewSet):
    model = Validity
    icon = "calendar"
    menu_label = "How long they last"
    add_to_reference_index = False
    form_fields = ["course", "months"]
    list_display = ["course", "months"]
    inspect_view_enabled = False


validity = ValidityViewSet("certificate_validity", url_prefix="certificate-validity")


@hooks.register("register_admin_viewset")
def how_long_they_last():
    return validity


@hooks.register("register_permissions")
def named_permission():
    """To be given to a group by hand: no group sees former names by itself."""
    return Permission.objects.filter(content_type__app_label="certificates", codename="view_former_name")


@hooks.register("register_admin_urls")
def screens():
    ours = [
        path("", desk.CertificatesView.as_view(), name="index"),
        path("results/", desk.CertificatesView.as_view(results_only=True), name="index_results"),
        path("<int:pk>/", desk.certificate, name="certificate"),
        path("<int:pk>/revoke/", desk.revoke, name="revoke"),
        path("<int:pk>/reissue/", desk.reissue, name="reissue"),
        path("<int:pk>/resend/", desk.resend, name="resend"),
        path("<int:pk>/try-again/", desk.try_again, name="try-again"),
        path("batches/", batch_desk.index, name="batches"),
        path("batches/award/", batch_desk.award, name="award"),
        path("batches/print/", batch_desk.print_anew, name="print"),
        path("batches/<int:pk>/", batch_desk.batch, name="batch"),
        path("batches/<int:pk>/try-again/", batch_desk.try_again, name="batch-try-again"),
    ]
    return [path("certificates/", include((ours, "certificate-desk")))]


class OperatorsMenuItem(MenuItem):
    def is_shown(self, request):
        return can_operate(request.user)


@hooks.register("register_admin_menu_item")
def menu():
    items = [
        OperatorsMenuItem("All certificates", reverse("certificate-desk:index"), icon_name="list-ol", order=1),
        OperatorsMenuItem("Many at once", reverse("certificate-desk:batches"), icon_name="copy", order=2),
        OperatorsMenuItem("How long they last", reverse("certificate_validity:index"), icon_name="calendar", order=3),
    ]
    return SubmenuMenuItem("Certificates", Menu(items=items), icon_name="list-ol", order=560)
