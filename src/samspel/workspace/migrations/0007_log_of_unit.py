from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workspace", "0006_requests")]

    operations = [
        migrations.AddIndex(model_name="logentry", index=models.Index(fields=["unit", "number"], name="log_of_unit"))
    ]
