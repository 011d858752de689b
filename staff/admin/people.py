"""Who works here: their roles, their languages, and a new start for anyone who lost a phone."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils.decorators import method_decorator
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from languages.offered import LANGUAGES
from staff import access_changes
from staff.login.reauthentication import recently_authenticated
from staff.login.second_step import forget_second_step
from staff.models import Speaks
from staff.roles import ROLES
from staff.traces import is_named

User = get_user_model()
for model in (User, Group, TOTPDevice, StaticDevice):
    admin.site.unregister(model)  # secrets are nobody's to see; roles stand in roles.py


class SpeaksForm(forms.ModelForm):
    language = forms.ChoiceField(
        label="taal",
        choices=[
            ("", "—"),
            *((code, language.name) for code, language in LANGUAGES.items()),
        ],
    )


class SpeaksInline(admin.TabularInline):
    model = Speaks
    form = SpeaksForm
    extra = 1
    max_num = len(LANGUAGES)
    verbose_name_plural = (
        "Talen van huis uit: hierin mag een vertaler schrijven, en een tekst nakijken"
    )


@admin.register(User)
@method_decorator(recently_authenticated, name="changeform_view")
@method_decorator(recently_authenticated, name="changelist_view")
@method_decorator(recently_authenticated, name="delete_view")
@method_decorator(recently_authenticated, name="user_change_password")
class PersonAdmin(UserAdmin):
    """An administrator gives roles; only a superuser makes or touches a superuser."""

    inlines = [SpeaksInline]
    actions = ("start_anew",)
    list_display = ("username", "full_name", "roles", "languages", "is_active")
    list_filter = ("is_active", "groups")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Naam", {"fields": ("first_name", "last_name", "email")}),
        (
            "Toegang",
            {
                "fields": ("is_active", "groups", "is_superuser"),
                "description": " ".join(f"{role.name}: {role.does}." for role in ROLES),
            },
        ),
        ("Sinds", {"fields": ("last_login", "date_joined")}),
    )

    class Media:
        css = {"all": ["admin_site/admin.css"]}

    @admin.display(description="naam")
    def full_name(self, user):
        return user.get_full_name()

    @admin.display(description="rollen")
    def roles(self, user):
        if user.is_superuser:
            return "alles"
        return ", ".join(group.name for group in user.groups.all())

    @admin.display(description="talen")
    def languages(self, user):
        return ", ".join(language.language for language in user.speaks.all())

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "speaks")

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_readonly_fields(self, request, obj=None):
        """Nobody gives herself a role, or takes one away."""
        fixed = () if request.user.is_superuser else ("is_superuser",)
        if obj == request.user:
            fixed = ("is_active", "groups", "is_superuser")
        return (*super().get_readonly_fields(request, obj), *fixed)

    def save_model(self, request, obj, form, change):
        obj.is_staff = True  # whoever has an account here works here
        super().save_model(request, obj, form, change)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Whoever wrote or decided something stays, or "the server" would have done it."""
        may = super().has_delete_permission(request, obj) and _may_touch(request, obj)
        return may and not (obj and is_named(obj))

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # deleting asks per person
        return actions

    @admin.action(
        description="Tweede stap opnieuw laten instellen (telefoon kwijt)",
        permissions=["change"],
    )
    def start_anew(self, request, users):
        for user in users:
            if not _may_touch(request, user):
                raise PermissionDenied
            forget_second_step(user)
            self.log_change(request, user, "Tweede stap opnieuw laten instellen")
            message = f"{user}: koppelt bij de volgende keer inloggen een telefoon."
            self.message_user(request, message, messages.SUCCESS)

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        access_changes.announce(entry)
        return entry

    def log_change(self, request, obj, message):
        entry = super().log_change(request, obj, message)
        access_changes.announce(entry)
        return entry

    def log_deletions(self, request, queryset):
        entries = super().log_deletions(request, queryset)
        for entry in [entries] if isinstance(entries, LogEntry) else entries:
            access_changes.announce(entry)
        return entries


def _may_touch(request, user) -> bool:
    return request.user.is_superuser or user is None or not user.is_superuser
