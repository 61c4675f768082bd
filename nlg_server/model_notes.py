"""What the log, and `truephrase check`, say about the models of a project."""

from __future__ import annotations

from nlg_server.project import Project


def model_notes(project: Project) -> list[str]:
    """Which group words what, and which key would switch on what is off."""
    if project.server.cassette is not None:
        return [f"Replies are replayed from the recordings in {project.server.cassette}."]
    notes = []
    for purpose, name in (
        ("wording replies", project.rephrase.model_group),
        ("answering from documents", project.search_group),
    ):
        group = project.group_named(name)
        if group is None:
            notes.append(
                f"No model for {purpose}: set `llm:` and `model_groups:` in endpoints.yml, "
                "or OPENAI_API_KEY in the environment, to switch it on."
            )
        elif not group.usable:
            missing = sorted({name for model in group.models for name in model.missing})
            notes.append(
                f"The model group {group.id!r} for {purpose} is off: set {', '.join(missing)}."
            )
        else:
            notes.append(f"The model group {group.id!r} is used for {purpose}.")
    return notes
