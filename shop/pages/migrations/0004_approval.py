"""One workflow for pages and products: an administrator approves. Wagtail's two example groups give way to ours."""

from django.db import migrations

PRODUCTS = ("series", "motor", "gearbox", "encoder", "brake", "driver")
NAME = "Approval by an administrator"


def arrange(apps, schema_editor):
    """Give the workflow that Wagtail comes with to our group, and products to the workflow."""
    groups = apps.get_model("auth", "Group")
    administrator = groups.objects.get(name="administrator")
    workflow = apps.get_model("wagtailcore", "Workflow").objects.order_by("pk").first()
    if workflow is not None:
        workflow.name = NAME
        workflow.save()
        for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.all():
            task.name = NAME
            task.save()
            task.groups.set([administrator])
        types = apps.get_model("contenttypes", "ContentType")
        assigned = apps.get_model("wagtailcore", "WorkflowContentType")
        for model in PRODUCTS:
            content_type, _ = types.objects.get_or_create(app_label="catalog", model=model)
            assigned.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
    groups.objects.filter(name__in=("Editors", "Moderators"), user__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0003_streams_without_words"),
        ("accounts", "0003_groups"),
        ("catalog", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(arrange, migrations.RunPython.noop)]
