"""Runs a rephrase case through the server's own rephraser."""

from __future__ import annotations

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.metered_model import calls_made
from benchmarks.prompt_bench.outcome import Call, Finding, Outcome
from benchmarks.prompt_bench.pace import patient_budget
from benchmarks.prompt_bench.variant import Variant
from nlg_server.fidelity import check
from nlg_server.rephrasing.prompt import RephraseTask
from nlg_server.rephrasing.rephraser import Rephraser, Wording
from nlg_server.settings.rephrasing import RephraseSettings
from nlg_server.telemetry.metrics import Metrics
from prompts.model import LanguageModel
from prompts.rendering import PromptTemplate


class RephraseRunner:
    """Words the cases of one variant.

    Variants of one model share a `rephraser`, and so what it remembers: two prompts that bring the
    same reply to the same template are judged once.
    """

    def __init__(self, variant: Variant, rephraser: Rephraser):
        self._variant, self._rephraser = variant, rephraser

    async def run(self, case: Case, seconds: float) -> Outcome:
        """The outcome of one case, whatever happens, within `seconds`."""
        kind = self._variant.model.kind
        if kind == "template":
            return _outcome(case, self._variant, Wording(case.template, False, "template"), ())
        if kind == "answers":
            return self._recorded(case)
        task = RephraseTask(case.template, case.conversation, case.values, case.language)
        with calls_made() as calls:
            wording = await self._rephraser.word(
                task, patient_budget(seconds), prompt=self._variant.prompt, mode="enforce"
            )
        return _outcome(case, self._variant, wording, tuple(calls))

    def _recorded(self, case: Case) -> Outcome:
        reply = case.answers.get(self._variant.model.answer)
        if reply is None:
            return _outcome(case, self._variant, Wording(case.template, False, "cassette_miss"), ())
        if not self._variant.model.settings.get("check", True):
            wording = Wording(reply, True, "unchecked", None, reply)
            return _outcome(case, self._variant, wording, ())
        verdict = check(
            case.template,
            reply,
            slots=case.values,
            language=case.language,
            user_text=case.question,
        )
        text = reply if verdict.accepted else case.template
        wording = Wording(text, verdict.accepted, verdict.reason, verdict, reply)
        return _outcome(case, self._variant, wording, ())


def rephraser_of(model: LanguageModel | None, settings: RephraseSettings) -> Rephraser:
    """The server's rephraser. `settings` are the project's, the variant's put over them."""
    return Rephraser(model, settings, PromptTemplate.builtin("rephrase"), Metrics())


def _outcome(case: Case, variant: Variant, wording: Wording, calls: tuple[Call, ...]) -> Outcome:
    failed = wording.verdict is None and wording.reason not in ("template", "unchecked")
    told = calls[-1].error if calls and calls[-1].error else wording.reason
    findings = wording.verdict.findings if wording.verdict else ()
    return Outcome(
        case=case.id,
        variant=variant.name,
        text=wording.text,
        candidate=wording.candidate,
        accepted=wording.rephrased or wording.reason == "template",
        reason=wording.reason,
        findings=tuple(
            Finding(f.code, f.kind, f.message, f.template_span, f.reply_span) for f in findings
        ),
        calls=calls,
        error=told if failed else None,
        answer=variant.model.answer,
    )
