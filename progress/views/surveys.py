"""The survey after a module or a course is complete: short, once, never a condition."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from courses.models import CoursePage, ModulePage
from feedback.actions import answer_survey
from feedback.forms import SurveyForm
from feedback.places import on_page
from people.doors import posted, signed_in

from ..models import Enrolment, ModuleRecord


@signed_in("GET", "POST")
def module(request, module_id):
    page = get_object_or_404(ModulePage, pk=module_id)
    if not ModuleRecord.objects.completed().filter(learner=request.user, module=page).exists():
        raise Http404
    return _survey(request, page, "home:module-summary", module=page)


@signed_in("GET", "POST")
def course(request, course_id):
    page = get_object_or_404(CoursePage, pk=course_id)
    if not Enrolment.objects.completed().filter(learner=request.user, course=page).exists():
        raise Http404
    return _survey(request, page, "home:course-summary", course=page)


def _survey(request, page, onwards, **subject):
    form = SurveyForm(posted(request))
    if form.is_bound and form.is_valid():
        answer_survey(
            learner=request.user,
            place=on_page(page),
            key=form.cleaned_data["key"],
            points=form.points,
            text=form.cleaned_data["text"],
            at=timezone.now(),
            **subject,
        )
        return redirect(onwards, page.pk)
    context = {"form": form, "page_title": page.title, "onwards": onwards, "pk": page.pk}
    return render(request, "progress/survey.html", context, status=422 if form.is_bound else 200)
