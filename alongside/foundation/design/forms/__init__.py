"""Django forms in the design system: any field becomes the right component, with its hint, legend and one error.

A form that inherits from `DesignForm` also gets plain required-messages, answers that appear only when another answer
asks for them (`reveals=`), and drops an answer whose question fell away.
"""

from django.forms.renderers import TemplatesSetting

from alongside.foundation.design.forms.component import component, width
from alongside.foundation.design.forms.fields import DayField, lower_first, upper_first
from alongside.foundation.design.forms.form import DesignForm, errors_of, fields_of, speak_plainly
from alongside.foundation.design.forms.widgets import Boxes, DayBoxes, Radios, Words

__all__ = [
    "Boxes",
    "DayBoxes",
    "DayField",
    "DesignForm",
    "DesignSystemRenderer",
    "Radios",
    "Words",
    "component",
    "errors_of",
    "fields_of",
    "lower_first",
    "speak_plainly",
    "upper_first",
    "width",
]


class DesignSystemRenderer(TemplatesSetting):
    form_template_name = "design/forms/form.jinja"
    formset_template_name = "design/forms/formset.jinja"
    field_template_name = "design/forms/field.jinja"
