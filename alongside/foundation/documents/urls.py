from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("desk/people/<int:subject_id>/letters/<int:document_id>/print/", views.on_paper, name="print"),
    path("desk/people/<int:subject_id>/letters/<int:document_id>/letter.pdf", views.download, name="download"),
]
