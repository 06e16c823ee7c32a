"""The pages about a person, and every other door led to ours: allauth's and the CMS's own sign-in pages are not doors."""

from django.urls import path

from .views import account, approvals, council, door, merging, messages, returning, serving, welcome

app_name = "people"

urlpatterns = [
    path("sign-in/", door.sign_in, name="sign-in"),
    path("sign-in/code/", door.enter_code, name="enter-code"),
    path("sign-in/returning/", returning.come_back, name="returning"),
    path("sign-in/returning/code/", returning.come_back_code, name="returning-code"),
    path("sign-in/with/<slug:slug>/", council.council, name="council"),
    path("sign-in/with/<slug:slug>/back/", council.council_callback, name="council-callback"),
    path("sign-out/", door.sign_out, name="sign-out"),
    path("welcome/", welcome.choose_organisation, name="choose-organisation"),
    path("welcome/your-details/", welcome.your_details, name="your-details"),
    path("your-account/", account.account, name="account"),
    path("your-account/messages/", messages.choose_messages, name="messages"),
    path("your-account/council/<id:pk>/disconnect/", council.disconnect, name="disconnect-council"),
    path("your-account/term/<id:pk>/", serving.say_term, name="say-term"),
    path("your-account/successor/<id:pk>/", serving.choose_successor, name="choose-successor"),
    path("your-account/merge/", merging.merge, name="merge"),
    path("your-account/merge/codes/", merging.merge_codes, name="merge-codes"),
    path("your-account/data/", account.your_data, name="your-data"),
    path("your-account/delete/", account.delete_account, name="delete-account"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/returning/<id:pk>/", returning.vouch, name="vouch"),
    path("approvals/<int:pk>/", approvals.decide, name="decide-membership"),
]

# Included without a namespace and before allauth and the CMS, whose own pages of these names take passwords.
CLOSED_DOORS = (
    "account/login/",
    "account/login/code/",
    "account/login/code/confirm/",
    "account/signup/",
    "account/password/<path:rest>",
    "account/oidc/<path:rest>",
    "account/3rdparty/signup/",
    "cms/login/",
    "cms/password_reset/",
    "cms/password_reset/<path:rest>",
)
closed_doors = [path(place, door.elsewhere) for place in CLOSED_DOORS]
closed_doors += [path("cms/account/", account.elsewhere)]
closed_doors += [path("account/logout/", door.elsewhere_out), path("cms/logout/", door.elsewhere_out)]
