"""Two ways to check a certificate: by its code, or by the file itself."""

from django import forms

from look.forms import LookForm

from .codes import meant
from .uploads import LARGEST


class CodeForm(LookForm):
    code = forms.CharField(
        label="Code on the certificate",
        max_length=80,
        help_text="16 letters and numbers, for example 7KQM-2XN4-VJ8R-WT3H. Capitals, spaces and dashes do not matter.",
        error_messages={
            "required": "Enter the code that stands on the certificate",
            "max_length": "The code has 16 letters and numbers",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
    )

    def clean_code(self):
        code = meant(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError("The code has 16 letters and numbers. Check that you have all of it")
        return code


class FileForm(LookForm):
    file = forms.FileField(
        label="The certificate as a PDF",
        max_length=255,
        help_text="We compare it with what we issued. It is checked in memory, and not kept.",
        error_messages={
            "required": "Choose the PDF of a certificate",
            "missing": "Choose the PDF of a certificate",
            "empty": "The file is empty",
            "invalid": "Choose the PDF of a certificate",
            "max_length": "The file’s name is too long: save it under a shorter one",
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def __init__(self, *args, too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        if too_large:
            words = f"The file is larger than {LARGEST // 1_000_000} MB. Our certificates are far smaller, so it is not one of ours"
            self.fields["file"].error_messages |= {"required": words}

    def clean_file(self):
        content = self.cleaned_data["file"].read()
        if not content.startswith(b"%PDF-"):
            raise forms.ValidationError("The file is not a PDF")
        return content
