import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0002_people_and_their_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="absencenotice",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="absence_notices",
                to="cohorts.participant",
            ),
        ),
        migrations.AddField(
            model_name="absencenotice",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="absence_notices",
                to="cohorts.session",
            ),
        ),
        migrations.AddField(
            model_name="auditvalue",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="values",
                to="cohorts.logentry",
            ),
        ),
        migrations.AddField(
            model_name="auditvalue",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="audit_values",
                to="cohorts.participant",
            ),
        ),
        migrations.AddField(
            model_name="carriersection",
            name="carrier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sections",
                to="cohorts.carrier",
                verbose_name="carrier",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="consents",
                to="cohorts.participant",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="seen_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty when the person agreed here themselves.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="paper seen by",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="carrier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="cohorts.carrier",
                verbose_name="carrier",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="deputy_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cohorts.membership",
                verbose_name="stands in for",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="invited by",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="membership",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="invitation",
                to="cohorts.membership",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="invitation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="messages",
                to="cohorts.invitation",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                fields=("occasion", "user"), name="cohorts_message_once_per_user"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                fields=("occasion", "invitation"), name="cohorts_message_once_per_invitation"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("invitation", None), ("participant__isnull", False), ("user", None)),
                    models.Q(("invitation", None), ("participant", None), ("user__isnull", False)),
                    models.Q(("invitation__isnull", False), ("participant", None), ("user", None)),
                    _connector="OR",
                ),
                name="cohorts_message_one_recipient",
            ),
        ),
        migrations.AddField(
            model_name="personallink",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personallink",
            name="participant",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="personal_link",
                to="cohorts.participant",
            ),
        ),
        migrations.AddField(
            model_name="retention",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="retentions",
                to="cohorts.participant",
            ),
        ),
        migrations.AddField(
            model_name="retention",
            name="set_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="substitution",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="substitution",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="substitutions",
                to="cohorts.session",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="substitution",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="cohorts.substitution",
                verbose_name="entered by the substitute",
            ),
        ),
        migrations.AddConstraint(
            model_name="absencenotice",
            constraint=models.UniqueConstraint(
                fields=("session", "participant"), name="cohorts_absencenotice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditvalue",
            constraint=models.UniqueConstraint(
                fields=("entry", "field"), name="cohorts_auditvalue_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("participant", "kind"),
                name="cohorts_consent_standing_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "taking_part"), _negated=True),
                    ("by_guardian", True),
                    _connector="OR",
                ),
                name="cohorts_consent_taking_part_by_guardian",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="cohorts_invitation_email_lower_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="cohorts_invitation_until_after_since",
                violation_error_message="The end must not lie before the beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deputy_for__isnull", True), ("until__isnull", False), _connector="OR"
                ),
                name="cohorts_invitation_deputy_has_end",
                violation_error_message="Standing in needs a last day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("email", "carrier", "role"),
                name="cohorts_invitation_open_once",
                violation_error_message="This address has been invited already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="retention",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="cohorts_retention_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="cohorts_substitution_has_name",
            ),
        ),
    ]
