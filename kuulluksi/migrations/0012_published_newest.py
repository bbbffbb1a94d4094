"""The index by which the public texts of all places are read, newest first; and a promise is at least
one working day long, a budget at least one voice."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kuulluksi", "0011_keys_alone"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["-published_on"],
                condition=models.Q(state="published"),
                name="publication_newest",
            ),
        ),
        migrations.AlterField(
            model_name="authority",
            name="answer_days",
            field=models.PositiveSmallIntegerField(
                default=7,
                validators=[MinValueValidator(1), MaxValueValidator(60)],
                verbose_name="working days to answer",
            ),
        ),
        migrations.AlterField(
            model_name="authority",
            name="day_budget",
            field=models.PositiveSmallIntegerField(
                default=200,
                validators=[MinValueValidator(1)],
                verbose_name="voices a day before review",
            ),
        ),
    ]
