from __future__ import annotations

import asyncio

from benchmarks.prompt_bench.pace import Pace, patient_budget
from prompts.budget import Budget


def test_no_more_calls_run_than_allowed_and_all_do() -> None:
    async def run() -> tuple[int, int]:
        pace, running, most, done = Pace(3), 0, 0, 0

        async def call() -> None:
            nonlocal running, most, done
            async with pace.call(patient_budget(1.0)):
                running += 1
                most = max(most, running)
                await asyncio.sleep(0.001)
                running -= 1
            await pace.turn(patient_budget(1.0))
            done += 1

        await asyncio.gather(*(call() for _ in range(20)))
        return most, done

    assert asyncio.run(run()) == (3, 20)


def test_waiting_for_a_place_and_for_a_turn_uses_nothing_of_a_patient_budget_alone() -> None:
    async def run(budget: Budget) -> float:
        pace = Pace(1)

        async def hold() -> None:
            async with pace.call(patient_budget(1.0)):
                await asyncio.sleep(0.2)

        holder = asyncio.create_task(hold())
        await asyncio.sleep(0)
        async with pace.call(budget):
            await asyncio.sleep(0.1)
        await pace.turn(budget)
        await holder
        return budget.remaining()

    assert 0.8 < asyncio.run(run(patient_budget(1.0))) <= 0.9
    assert asyncio.run(run(Budget.of(1.0))) <= 0.7


def test_calls_that_are_due_go_out_before_the_next_reply_is_checked() -> None:
    async def run() -> list[str]:
        pace, told = Pace(1), list[str]()
        loop = asyncio.get_running_loop()

        async def check(name: str) -> None:
            await pace.turn(patient_budget(1.0))
            told.append(name)
            # What the check's time has made due: as a socket would, it comes with the next look.
            loop.call_later(0, told.append, f"call after {name}")

        await asyncio.gather(*(check(f"check {number}") for number in range(3)))
        await asyncio.sleep(0.01)
        return told

    assert asyncio.run(run()) == [
        f"{prefix}check {number}" for number in range(3) for prefix in ("", "call after ")
    ]


def test_who_gives_up_waiting_for_a_turn_holds_up_nobody() -> None:
    async def run() -> bool:
        pace = Pace(1)
        turns = [asyncio.create_task(pace.turn(patient_budget(1.0))) for _ in range(3)]
        await asyncio.sleep(0)
        for turn in turns[:2]:
            turn.cancel()
        await asyncio.wait_for(turns[2], 1.0)
        return True

    assert asyncio.run(run())
