#!/usr/bin/env python3
"""Measures what a reader of job descriptions found against hand annotations.

    rolewise classify --json --jsonl ... sample.jsonl > payloads.jsonl
    measure.py --payloads payloads.jsonl --ads jds-train.jsonl \
               --annotations annotations.json [--details N] [--json]
    measure.py --ads jds-train.jsonl --annotations annotations.json --sample sample.jsonl
    measure.py --ads jds-train.jsonl --annotations annotations.json --second others.json

With --second, what other annotators wrote of the same ads stands for what a reader found: how far
two careful people agree.

The payloads come one a line in the order of the annotated ads (the file that
--sample writes).  Only the standard library is used.

Title:      equal after lower-casing and white-space normalisation; null == null is right.
            "lenient": brackets, punctuation and a plural s ignored.
            "contains": one holds the other as whole words, where both are there.
Experience: min and max equal; null == null is right (no min and no max is null).
R&R:        word multisets, lines said twice counted once; F1 and Jaccard, mean an ad.
Skills:     exact = text equal without case and white space runs; loose = separators
            and a plural s ignored as well; contained = one holds the other as whole
            words; alias = contained, or the annotated text is an alias of the catalog
            skill that the found text resolved to (HTML said as HTML5).  exact and loose
            are one to one, contained and alias are any to any.  The second block leaves
            found skills of --leave-out-category out (soft skills: the annotations have none).
"""
import argparse, json, re
from collections import Counter


def norm(s):
    return " ".join(s.replace("’", "'").lower().split())


def words(s):
    """Words; + and # belong to them (C++, C#), a leading dot too (.NET)."""
    return re.findall(r"\.?[^\W_][\w+#]*", norm(s).replace("'", ""))


def singular(w):
    if w in ("apis", "uis"):
        return w[:-1]
    return w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is", "js")) else w


def loose(s):
    return "".join(singular(w).lstrip(".") if i else singular(w) for i, w in enumerate(words(s)))


def lenient_title(s):
    return " ".join(singular(w) for w in words(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", s)))


def holds(a, b):
    """The words of b stand in a row in those of a."""
    a, b = [singular(w) for w in words(a)], [singular(w) for w in words(b)]
    return bool(b) and any(a[i:i + len(b)] == b for i in range(len(a) - len(b) + 1))


def bag(lines):
    seen, out = set(), Counter()
    for line in lines:
        w = words(line)
        key = " ".join(w)
        if w and key not in seen:
            seen.add(key)
            out.update(w)
    return out


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def read(path, wanted=None):
    rows = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.strip():
                o = json.loads(line)
                rows[o["id"]] = o
    return rows


def gold(ad, text):
    b = text.encode("utf-8")

    def cut(s):
        if not (0 <= s[0] < s[1] <= len(b)):
            raise SystemExit(f"{ad['id']}: span {s} is outside the text")
        return b[s[0]:s[1]].decode("utf-8")  # fails where a span splits a character
    e = ad.get("experience")
    return {"id": ad["id"],
            "title": cut(ad["title"]) if ad["title"] else None,
            "experience": (e["min"], e["max"]) if e else None,
            "experience_text": cut(e["span"]) if e else None,
            "rr": [cut(s) for s in ad.get("responsibilities", [])],
            "skills": [cut(s) for s in ad["skills"]]}


def predicted(o):
    x = o["extract_from_jd"]
    n = x.get("nano_parsed") or {}
    e = n.get("experience") or {}
    mi, ma = e.get("min"), e.get("max")
    lines = []
    for part in n.get("roles_and_responsibilities") or []:
        lines += (part.get("text") or "").split("\n")
    details = {norm(d["input_skill"]): d for d in (o.get("extract_details") or {}).get("skills_detail") or []
               if d.get("input_skill")}
    skills, seen = [], set()
    for s in x.get("final_skills") or []:
        k = norm(s["skill_name"])
        if k not in seen:
            seen.add(k)
            skills.append(s["skill_name"])
    return {"title": n.get("role") or None,
            "experience": None if mi is None and ma is None else (mi, ma),
            "experience_text": e.get("raw"), "rr": lines, "skills": skills,
            "aliases": {k: {loose(a["alias_text"]) for a in d.get("aliases_in_db") or []} for k, d in details.items()},
            "category": {k: (d.get("canonical") or {}).get("category_id") for k, d in details.items()},
            "rejected": bool(x.get("rejected"))}


def as_found(g):
    """An annotation as if a reader had found it."""
    skills = list({norm(s): s for s in reversed(g["skills"])}.values())[::-1]
    return {**g, "skills": skills, "aliases": {}, "category": {}, "rejected": False}


def pair(gs, ps, key):
    """One-to-one by equal key: the gold and the predicted texts left over."""
    left = list(ps)
    missed = []
    for g in gs:
        for i, p in enumerate(left):
            if key(p) == key(g):
                del left[i]
                break
        else:
            missed.append(g)
    return missed, left


def skill_score(g, p, aliases={}):
    out = {}
    for name, key in (("exact", norm), ("loose", loose)):
        missed, extra = pair(g, p, key)
        out[name] = (len(g) - len(missed), len(g), len(p) - len(extra), len(p), missed, extra)
    missed = [s for s in g if not any(holds(s, q) or holds(q, s) or loose(s) == loose(q) for q in p)]
    extra = [q for q in p if not any(holds(s, q) or holds(q, s) or loose(s) == loose(q) for s in g)]
    out["contained"] = (len(g) - len(missed), len(g), len(p) - len(extra), len(p), missed, extra)
    means = lambda q, s: loose(s) in aliases.get(norm(q), ())
    out["alias"] = (len(g) - len([s for s in missed if not any(means(q, s) for q in p)]), len(g),
                    len(p) - len([q for q in extra if not any(means(q, s) for s in g)]), len(p), [], [])
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--ads", required=True, help="JSON Lines with id and text")
    a.add_argument("--annotations", default="reader-annotations.json")
    a.add_argument("--payloads", help="the reader's payloads, one a line in the order of the annotated ads")
    a.add_argument("--sample", help="write the annotated ads in order as JSON Lines and stop")
    a.add_argument("--second", help="annotations of the same ads by others, in place of payloads")
    a.add_argument("--leave-out-category", type=int, action="append", default=[],
                   help="category id of found skills that the second block of skill figures leaves out")
    a.add_argument("--details", type=int, default=0, help="the N worst ads of each measure")
    a.add_argument("--json", action="store_true")
    o = a.parse_args()
    notes = json.load(open(o.annotations, encoding="utf-8"))
    ads = read(o.ads)
    if o.sample:
        with open(o.sample, "w", encoding="utf-8") as f:
            for n in notes["ads"]:
                f.write(json.dumps({"id": n["id"], "text": ads[n["id"]]["text"]}, ensure_ascii=False) + "\n")
        return
    if not o.payloads and not o.second:
        raise SystemExit("--payloads, --second or --sample is needed")
    G = [gold(n, ads[n["id"]]["text"]) for n in notes["ads"]]
    if o.second:
        others = {n["id"]: n for n in json.load(open(o.second, encoding="utf-8"))["ads"]}
        missing = [g["id"] for g in G if g["id"] not in others]
        if missing:
            raise SystemExit(f"{o.second} has no annotation of {', '.join(missing)}")
        P = [as_found(gold(others[g["id"]], ads[g["id"]]["text"])) for g in G]
    else:
        P = [predicted(json.loads(l)) for l in open(o.payloads, encoding="utf-8") if l.strip()]
    if len(P) != len(G):
        raise SystemExit(f"{len(P)} payloads for {len(G)} annotated ads")
    n = len(G)

    def outcome(g, p, same):
        if g is None and p is None:
            return "both null"
        if p is None:
            return "missed"
        if g is None:
            return "invented"
        return "equal" if same(g, p) else "different"

    T = [outcome(g["title"], p["title"], lambda x, y: norm(x) == norm(y)) for g, p in zip(G, P)]
    TL = [outcome(g["title"], p["title"], lambda x, y: lenient_title(x) == lenient_title(y)) for g, p in zip(G, P)]
    TC = [outcome(g["title"], p["title"], lambda x, y: holds(x, y) or holds(y, x) or lenient_title(x) == lenient_title(y)) for g, p in zip(G, P)]
    E = [outcome(g["experience"], p["experience"], lambda x, y: x == y) for g, p in zip(G, P)]
    EM = [outcome(g["experience"], p["experience"], lambda x, y: x[0] == y[0]) for g, p in zip(G, P)]
    R = []
    for g, p in zip(G, P):
        x, y = bag(g["rr"]), bag(p["rr"])
        c, u = sum((x & y).values()), sum((x | y).values())
        sx, sy = sum(x.values()), sum(y.values())
        R.append({"common": c, "gold": sx, "found": sy,
                  "f1": 2 * c / (sx + sy) if sx + sy else None, "jaccard": c / u if u else None})
    S = [skill_score(g["skills"], p["skills"], p["aliases"]) for g, p in zip(G, P)]
    out_of = set(o.leave_out_category)
    kept = [[q for q in p["skills"] if p["category"].get(norm(q)) not in out_of] for p in P]
    S2 = [skill_score(g["skills"], k, p["aliases"]) for g, k, p in zip(G, kept, P)]

    right = lambda k: sum(x in ("equal", "both null") for x in k)
    res = {"ads": n, "rejected": sum(p["rejected"] for p in P)}
    for name, k in (("title", T), ("title_lenient", TL), ("title_contains", TC),
                    ("experience", E), ("experience_min", EM)):
        c = Counter(k)
        res[name] = {"accuracy": right(k) / n, "right": right(k), "of": n, "equal": c["equal"],
                     "stated": n - c["both null"] - c["invented"], "both_null": c["both null"],
                     "different": c["different"], "missed": c["missed"], "invented": c["invented"]}
    some = [r for r in R if r["f1"] is not None]
    stated = [r for r in R if r["gold"]]
    c, sx, sy = (sum(r[k] for r in R) for k in ("common", "gold", "found"))
    mean = lambda l, k: sum(r[k] for r in l) / len(l) if l else 0.0
    res["responsibilities"] = {
        "mean_f1_stated": mean(stated, "f1"), "mean_jaccard_stated": mean(stated, "jaccard"), "stated": len(stated),
        "mean_f1_all_both_empty_1": (sum(r["f1"] for r in some) + n - len(some)) / n,
        "mean_jaccard_all_both_empty_1": (sum(r["jaccard"] for r in some) + n - len(some)) / n,
        "both_empty": n - len(some), "invented": sum(1 for r in some if not r["gold"]),
        "missed": sum(1 for r in stated if not r["found"]),
        "word_precision": c / sy if sy else 0.0, "word_recall": c / sx if sx else 0.0}
    skill_measures = [(b, k) for b in ("skills", "skills_kept") for k in ("exact", "loose", "contained", "alias")
                      if b == "skills" or out_of]
    for block, name in skill_measures:
        gr, g, pr, p = (sum(s[name][i] for s in (S if block == "skills" else S2)) for i in range(4))
        pre, rec = pr / p if p else 0.0, gr / g if g else 0.0
        res[block + "_" + name] = {"precision": pre, "recall": rec, "f1": f1(pre, rec),
                                 "found_right": pr, "found": p, "gold_found": gr, "gold": g}
    # Of some sets titles and skills alone are annotated.
    for key, names in (("experience", ("experience", "experience_min")),
                       ("responsibilities", ("responsibilities",))):
        if not all(key in ad for ad in notes["ads"]):
            for name in names:
                del res[name]
    if o.json:
        print(json.dumps(res, indent=1))
        return
    pc = lambda x: f"{100 * x:.1f} %"
    print(f"ads {n}, rejected by the reader {res['rejected']}")
    for k in ("title", "title_lenient", "title_contains", "experience", "experience_min"):
        if k not in res:
            continue
        r = res[k]
        print(f"{k:16s} {r['right']}/{n} = {pc(r['accuracy'])}  (stated {r['stated']}: equal {r['equal']}, different {r['different']}, "
              f"missed {r['missed']}; not stated {n - r['stated']}: both null {r['both_null']}, invented {r['invented']})")
    r = res.get("responsibilities")
    if r:
        print(f"responsibilities mean F1 {r['mean_f1_stated']:.3f}, Jaccard {r['mean_jaccard_stated']:.3f} over the {r['stated']} ads that have them;"
              f" over all {n} (both empty = 1) F1 {r['mean_f1_all_both_empty_1']:.3f}, Jaccard {r['mean_jaccard_all_both_empty_1']:.3f};"
              f" words precision {pc(r['word_precision'])}, recall {pc(r['word_recall'])};"
              f" both empty {r['both_empty']}, missed whole {r['missed']}, invented {r['invented']}")
    for block, k in skill_measures:
        r = res[block + "_" + k]
        print(f"{block.replace('_', ' '):11s} {k:9s} precision {pc(r['precision'])} ({r['found_right']}/{r['found']}), recall {pc(r['recall'])}"
              f" ({r['gold_found']}/{r['gold']}), F1 {pc(r['f1'])}")
    if o.details:
        rank = {"different": 0, "missed": 1, "invented": 1}
        for name, k, f in (("title", T, "title"), ("experience", E, "experience")):
            print(f"\n== {name}: disagreements")
            bad = [i for i in range(n) if k[i] in rank]
            for i in bad[:o.details]:
                print(f"[{i}] {G[i]['id']} {k[i]}: annotated {G[i][f]!r}"
                      + (f" {G[i]['experience_text']!r}" if f == "experience" else "")
                      + f" | reader {P[i][f]!r}" + (f" {P[i]['experience_text']!r}" if f == "experience" else ""))
        print("\n== responsibilities: lowest F1")
        for i in sorted((i for i in range(n) if R[i]["f1"] is not None), key=lambda i: (R[i]["f1"], -R[i]["gold"] - R[i]["found"]))[:o.details]:
            print(f"[{i}] {G[i]['id']} F1 {R[i]['f1']:.2f} annotated {R[i]['gold']} words, reader {R[i]['found']}, common {R[i]['common']}")
        print("\n== skills: most left over (exact)")
        for i in sorted(range(n), key=lambda i: -len(S[i]["exact"][4]) - len(S[i]["exact"][5]))[:o.details]:
            print(f"[{i}] {G[i]['id']}\n    missed {S[i]['exact'][4]}\n    extra  {S[i]['exact'][5]}")


if __name__ == "__main__":
    main()
