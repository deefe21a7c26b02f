"""Whole companies as they occur: answers that go together, drawn from a table of industries.

Sampling for uncertainty draws each question on its own from `shares`. A real company is not like that: a machine
builder sells to companies, far away, after long consideration. The checks of the rulebook and the benchmarks use these
companies. The table is our judgement; the sizes and the mix of industries follow the shares of the rulebook.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook

_USUAL, _SOMETIMES, _RARE = 0.75, 0.3, 0.04

_OFFER = {"v": "visual", "x": "needs_explaining", "k": "knowledge", "e": "emotional", "n": "newsworthy", "l": "local_service"}
_PURCHASE = {"c": "considered", "r": "repeat", "s": "spontaneous", "o": "one_off", "d": "on_demand"}
_HIRES = {"a": "apprentices", "g": "graduates", "s": "skilled_workers", "p": "professionals", "h": "helpers", "e": "executives"}
_RESTRICTIONS = {"r": "regulated_advertising", "c": "confidential", "p": "contested"}


class _Industry(NamedTuple):
    """What is usual in an industry.

    Market in percent as b2b and b2c (the rest sells to both), area in percent as local, regional, national (the rest
    international). In the other columns an upper-case letter is usual, a lower-case one occurs sometimes.
    """

    b2b: int
    b2c: int
    area: tuple[int, int, int]
    offer: str
    purchase: str
    hires: str
    restrictions: str = ""


_INDUSTRIES: dict[str, _Industry] = {
    "machinery": _Industry(92, 0, (2, 10, 30), "Xvk", "Cr", "ASPge", "c"),
    "manufacturing": _Industry(75, 5, (3, 17, 40), "vx", "Rc", "ASph", "c"),
    "chemicals": _Industry(88, 2, (1, 9, 35), "Xk", "Rc", "aSPge", "cp"),
    "automotive": _Industry(80, 5, (10, 20, 25), "xv", "RC", "ASph", "c"),
    "construction": _Industry(35, 20, (20, 60, 18), "Vxl", "Co", "ASh"),
    "trades": _Industry(8, 42, (50, 47, 3), "Lvx", "Cdro", "ASh"),
    "energy": _Industry(35, 15, (15, 50, 30), "Xkl", "Cr", "aSPge", "p"),
    "logistics": _Industry(82, 5, (5, 25, 40), "l", "Rd", "aSHp"),
    "it_software": _Industry(85, 3, (3, 17, 55), "XKn", "CR", "aGPe", "c"),
    "consulting": _Industry(90, 4, (5, 30, 50), "XK", "Cro", "gPe", "c"),
    "legal_tax": _Industry(20, 20, (35, 50, 14), "XKl", "Cdr", "aGp", "RC"),
    "agency": _Industry(85, 3, (10, 40, 42), "Vkn", "CR", "agP"),
    "finance": _Industry(15, 30, (30, 40, 28), "XK", "Cr", "aGPe", "Rc"),
    "real_estate": _Industry(10, 40, (35, 55, 9), "Vexl", "Co", "ap"),
    "health_care": _Industry(3, 82, (55, 40, 4), "eXl", "rdco", "ASh", "R"),
    "education": _Industry(25, 45, (15, 40, 38), "Kxe", "Co", "gPs"),
    "public_sector": _Industry(5, 60, (55, 40, 5), "xnl", "d", "AgsP", "p"),
    "nonprofit": _Industry(5, 60, (30, 35, 30), "Enk", "r", "gpsh"),
    "culture": _Industry(2, 78, (35, 40, 20), "VEN", "Sr", "gph"),
    "retail": _Industry(3, 80, (65, 28, 5), "Vnel", "RS", "aSh"),
    "ecommerce": _Industry(8, 72, (1, 4, 65), "Vn", "RSc", "apH"),
    "fashion_beauty": _Industry(5, 82, (50, 20, 20), "VEn", "RS", "aSh"),
    "food_hospitality": _Industry(6, 74, (60, 28, 8), "VEnl", "RS", "ASH"),
    "tourism": _Industry(3, 75, (20, 25, 35), "VEn", "Cro", "ASH"),
    "games_media": _Industry(15, 65, (3, 7, 40), "VEN", "RS", "gP"),
    "agriculture": _Industry(35, 30, (30, 50, 15), "ven", "Rs", "aSh", "p"),
    "services": _Industry(35, 25, (35, 45, 17), "Lx", "Rdc", "aSHp"),
    "other": _Industry(35, 30, (25, 35, 28), "vxl", "rc", "aSp"),
}
_PEOPLE_COME_IN = ("retail", "fashion_beauty", "food_hospitality", "tourism", "culture", "health_care")
_HOURS = {"solo": (1, 2, 3, 4, 5), "micro": (1, 2, 3, 4, 5, 6), "small": (2, 3, 4, 5, 6, 8, 10), "medium": (4, 6, 8, 10, 15, 20), "large": (8, 10, 15, 20, 30, 40)}  # fmt: skip
_MONEY = {"solo": (0, 0, 50, 100), "micro": (0, 0, 100, 300), "small": (0, 100, 300, 1000), "medium": (0, 300, 1000, 3000), "large": (500, 1000, 3000, 8000)}  # fmt: skip


def draw_companies(rulebook: Rulebook, count: int, seed: int) -> list[Profile]:
    """So many companies that have answered every question that applies; the same for the same seed."""
    rng = Random(seed)
    return [draw_company(rulebook, rng) for _ in range(count)]


def draw_company(rulebook: Rulebook, rng: Random) -> Profile:
    """One company."""
    draw = _Draw(rng)
    shares = {option: rulebook.questions["industry"].shares[option] for option in _INDUSTRIES}
    name = draw.one(shares)
    industry = _INDUSTRIES[name]
    market = draw.one({"b2b": industry.b2b, "b2c": industry.b2c, "both": 100 - industry.b2b - industry.b2c})
    size = draw.one(rulebook.questions["size"].shares)
    local, regional, national = industry.area
    area = draw.one(
        {"local": local, "regional": regional, "national": national, "international": 100 - local - regional - national}
    )
    offer = draw.letters(industry.offer, _OFFER) or (draw.one({"visual": 1, "needs_explaining": 1, "local_service": 1}),)
    purchase = draw.letters(industry.purchase, _PURCHASE) or (draw.one({"considered": 1, "repeat": 1, "on_demand": 1}),)
    walk_in = market != "b2b" and area in ("local", "regional") and draw.odds(0.85 if name in _PEOPLE_COME_IN else 0.2)
    goals = _draw_goals(draw, market, area, size, purchase, walk_in=walk_in)
    ages = _draw_ages(draw, name, market)
    answers: dict[str, Answer] = {
        "market": (market,),
        "industry": (name,),
        "size": (size,),
        "goals": goals,
        "area": (area,),
        "countries": _draw_countries(draw, area),
        "offer": offer,
        "purchase": purchase,
        "audience_age": ages,
        "buyers": _draw_buyers(draw, name, market),
        "customer_base": (draw.one(_customer_base(name, market, size)),),
        "found_by": _draw_found_by(draw, market, walk_in=walk_in),
        "horizon": (draw.one({"weeks": 0.2, "this_year": 0.5, "long_term": 0.3}),),
    }
    if "recruiting" in goals:
        small = size in ("solo", "micro")
        answers["hires"] = draw.letters(industry.hires, _HIRES) or ("professionals",)
        answers["careers_page"] = ("yes" if draw.odds(0.3 if small else 0.65) else "no",)
        reviews = (
            {"good": 0.08, "mixed": 0.05, "poor": 0.02, "none": 0.85}
            if small
            else {"good": 0.3, "mixed": 0.3, "poor": 0.1, "none": 0.3}
        )
        answers["employer_reviews"] = (draw.one(reviews),)
    answers |= _draw_means(draw, size, market, name, offer, ages, answers.get("hires", ()), walk_in=walk_in)
    answers |= _draw_channels(draw, rulebook, market, name)
    council = {"medium": 0.5, "large": 0.85}.get(size, 0.02)
    platforms = 0.1 if name == "public_sector" else 0.02
    answers["restrictions"] = (
        *draw.letters(industry.restrictions, _RESTRICTIONS),
        *draw.some({"works_council": council, "no_us_platforms": platforms}),
    )
    answers |= _draw_groundwork(draw, size)
    return Profile(answers=answers)


class _Draw:
    """Ways to draw, on one stream of random numbers."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def odds(self, share: float) -> bool:
        """Yes with this share."""
        return self.rng.random() < share

    def one(self, weights: Mapping[str, float]) -> str:
        """One option by weight."""
        at = self.rng.random() * sum(weights.values())
        for option, weight in weights.items():
            at -= weight
            if at < 0:
                return option
        return next(reversed(list(weights)))

    def some(self, shares: Mapping[str, float]) -> tuple[str, ...]:
        """Each option with its share."""
        return tuple([option for option, share in shares.items() if self.odds(share)])

    def letters(self, usual: str, names: Mapping[str, str]) -> tuple[str, ...]:
        """Each option with the share its letter stands for."""
        share = {letter: _USUAL if letter.upper() in usual else _SOMETIMES if letter in usual else _RARE for letter in names}
        return self.some({names[letter]: share[letter] for letter in names})

    def number(self, values: Sequence[float]) -> float:
        """One of the values, all alike."""
        return float(values[int(self.rng.random() * len(values))])


def _draw_goals(draw: _Draw, market: str, area: str, size: str, purchase: Sequence[str], *, walk_in: bool) -> tuple[str, ...]:
    weights = {
        "image": 5.0,
        "retention": 3.0,
        "referrals": 2.0,
        "recruiting": {"solo": 0.0, "micro": 1.5, "small": 4.0, "medium": 6.0, "large": 6.0}[size],
        "leads": 5.0 if market != "b2c" else 3.0 if "considered" in purchase else 1.5,
        "sales": 3.0 if market == "b2b" else 4.0,
        "support": 0.8,
        "visits": 5.0 if walk_in else 1.0 if area in ("local", "regional") and market != "b2b" else 0.1,
    }
    goals: list[str] = []
    for _ in range(int(draw.one({"1": 0.25, "2": 0.35, "3": 0.25, "4": 0.15}))):
        goal = draw.one(weights)
        goals.append(goal)
        del weights[goal]
    return tuple(goals)


def _draw_ages(draw: _Draw, name: str, market: str) -> tuple[str, ...]:
    shares = {"14-29": 0.25, "30-49": 0.75, "50-69": 0.6, "70+": 0.15}
    if market == "b2b":
        shares = {"14-29": 0.06, "30-49": 0.9, "50-69": 0.75, "70+": 0.0}
    elif name == "games_media":
        shares |= {"14-29": 0.95, "50-69": 0.1, "70+": 0.0}
    elif name in ("fashion_beauty", "food_hospitality", "education", "ecommerce"):
        shares |= {"14-29": 0.65, "70+": 0.05}
    elif name in ("health_care", "culture", "nonprofit"):
        shares |= {"50-69": 0.8, "70+": 0.5}
    return draw.some(shares) or ("30-49",)


def _draw_buyers(draw: _Draw, name: str, market: str) -> tuple[str, ...]:
    business = {"management": 0.75, "specialists": 0.5, "purchasing": 0.45, "hr_marketing": 0.15, "dealers": 0.12, "planners": 0.08, "public_bodies": 0.12}  # fmt: skip
    if name in ("construction", "energy", "real_estate"):
        business |= {"planners": 0.4, "public_bodies": 0.35}
    if name in ("agency", "consulting", "it_software"):
        business |= {"hr_marketing": 0.4}
    buyers = draw.some(business) if market != "b2c" else ()
    return (*buyers, "consumers") if market != "b2b" else buyers or ("management",)


def _customer_base(name: str, market: str, size: str) -> dict[str, float]:
    if market == "b2b":
        return {"named": 0.6, "hundreds": 0.35, "many": 0.15 if size in ("medium", "large") else 0.03}
    if name in ("retail", "ecommerce", "food_hospitality", "tourism", "culture", "public_sector", "games_media"):
        return {"named": 0.02, "hundreds": 0.4, "many": 0.58}
    return {"named": 0.15, "hundreds": 0.6, "many": 0.25}


def _draw_found_by(draw: _Draw, market: str, *, walk_in: bool) -> tuple[str, ...]:
    business = market == "b2b"
    return draw.some(
        {
            "recommendation": 0.8,
            "search": 0.5,
            "social": 0.12 if business else 0.3,
            "press": 0.08,
            "events": 0.45 if business else 0.1,
            "passing_by": 0.7 if walk_in else 0.03,
            "advertising": 0.2,
        }
    ) or ("recommendation",)


def _draw_countries(draw: _Draw, area: str) -> tuple[str, ...]:
    home = draw.one({"de": 0.82, "at": 0.08, "ch": 0.07, "eu": 0.03})
    if area != "international":
        return (home,)
    others = {"de": 0.6, "at": 0.6, "ch": 0.5, "eu": 0.8, "uk": 0.35, "us": 0.4, "world": 0.4}
    return (home, *(one for one in draw.some(others) if one != home))


def _draw_means(
    draw: _Draw, size: str, market: str, name: str, offer: Sequence[str], ages: Sequence[str], hires: Answer, *, walk_in: bool
) -> dict[str, Answer]:
    young = "14-29" in ages or (isinstance(hires, tuple) and "apprentices" in hires)
    large = size in ("medium", "large")
    live = {"games_media": 0.5, "it_software": 0.2, "consulting": 0.2, "education": 0.2}.get(name, 0.04)
    writes = 0.8 if "knowledge" in offer else 0.55
    return {
        "hours_per_week": draw.number(_HOURS[size]),
        "budget_per_month": draw.number(_MONEY[size]),
        "content": draw.some(
            {
                "text": writes,
                "photo": 0.85 if "visual" in offer else 0.6,
                "short_video": 0.5 if young else 0.25,
                "long_video": 0.2 if large else 0.07,
                "audio": 0.07,
                "live": live,
            }
        ),
        "people": draw.some(
            {"employees": 0.5 if size != "solo" else 0.0, "management": 0.35 if large else 0.55, "customers": 0.2}
        ),
        "website": (draw.one({"current": 0.55, "outdated": 0.37, "none": 0.08 if size in ("solo", "micro") else 0.0}),),
        "contacts": (
            *draw.some({"email_opt_in": 0.3, "customer_emails": 0.6, "messenger_opt_in": 0.05 if market == "b2b" else 0.12}),
            *(("walk_in",) if walk_in else ()),
        ),
    }


def _draw_channels(draw: _Draw, rulebook: Rulebook, market: str, name: str) -> dict[str, Answer]:
    shares = dict(rulebook.questions["active_channels"].shares)
    if market == "b2b":
        shares |= {
            "linkedin": 0.6,
            "instagram": 0.25,
            "facebook": 0.3,
            "google_business": 0.25,
            "whatsapp": 0.05,
            "nextdoor": 0.0,
        }
    elif market == "b2c":
        shares |= {"linkedin": 0.08, "instagram": 0.6, "facebook": 0.65, "xing": 0.05, "webinar": 0.02}
    if name == "games_media":
        shares |= {"discord": 0.4, "twitch": 0.3, "youtube": 0.6, "tiktok": 0.4, "x": 0.3, "reddit": 0.2}
    active = draw.some(shares)
    working = rulebook.questions["working_channels"].shares
    return {"active_channels": active, "working_channels": draw.some({id: working.get(id, 0.25) for id in active})}


def _draw_groundwork(draw: _Draw, size: str) -> dict[str, Answer]:
    levels = {"yes": 0.37, "partly": 0.48, "no": 0.15}
    role = {"solo": "management", "micro": "management"}.get(size)
    who = {"dedicated": 0.08, "part_time": 0.27, "on_the_side": 0.32, "intern": 0.03, "agency": 0.05, "agency_and_inside": 0.07, "management": 0.1, "nobody": 0.1}  # fmt: skip
    if size in ("medium", "large"):
        who |= {"dedicated": 0.35, "on_the_side": 0.2}
    return {
        "goals_defined": (draw.one(levels),),
        "management_role": (draw.one({"active": 0.3, "supportive": 0.35, "tolerates": 0.27, "absent": 0.08}),),
        "supervisors": (draw.one(levels),),
        "responsible": (role if role and draw.odds(0.6) else draw.one(who),),
        "trained": draw.some({"team": 0.4, "management": 0.15}),
        "guidelines": ("yes" if draw.odds(0.35) else "no",),
        "measured": (draw.one({"yes": 0.2, "partly": 0.4, "no": 0.4}),),
        "integrated": (draw.one(levels),),
    }
