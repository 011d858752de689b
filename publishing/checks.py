"""What `manage.py check` says about editions."""

from django.core.checks import Error, register

from staff.edition_policy import UNDECLARED, edition_models, policy_of


@register("publishing")
def every_model_is_classified(app_configs: object, **kwargs: object) -> list[Error]:
    """Somebody said of each model in an edition whether its changes need a second person."""
    return [
        Error(
            f"{model._meta.label} is in every edition and has no edition_policy.",
            hint="See staff/edition_policy.py. Until then every change of it needs a second person.",
            obj=model,
            id="publishing.E001",
        )
        for model in edition_models()
        if policy_of(model) is UNDECLARED
    ]
