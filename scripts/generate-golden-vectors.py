#!/usr/bin/env python3
"""Writes Tests/Golden/vectors.jsonl: sentences and their vectors by sentence-transformers.

The vectors are those of the reference implementation on the model folder, cut at 256 tokens, of unit
length, in f32. Needs: pip install sentence-transformers.

    scripts/generate-golden-vectors.py MODEL_FOLDER [OUTPUT]
"""

import base64
import json
import pathlib
import sys

SENTENCES = """\
Design and operate streaming pipelines that move events from Kafka into the warehouse.
Own the on-call rotation for the payments platform.
Write unit tests.
C++
C#
C
.NET
Node.js
SQL
Python
Build REST and GraphQL APIs in Go, with p99 latency under 50 ms.
Improve the cold-start time of our Android app by profiling with Perfetto.
Train, evaluate and deploy ranking models; keep offline and online metrics in line.
Model business domains together with product managers and domain experts.
Migrate a monolith of 2 million lines of Java to services, one bounded context at a time.
Set up Terraform modules and review infrastructure changes.
Reduce cloud spending by 30 % through right-sizing and spot capacity.
Develop high-performance C++ code for low-latency trading systems (C++20, Linux, kernel bypass).
Maintain CI/CD pipelines in GitHub Actions, Jenkins & GitLab CI.
Develop accessible user interfaces in React/TypeScript (WCAG 2.2 AA).
Automate regression tests with Playwright, Cypress or Selenium.
Lead threat modelling sessions and turn their findings into backlog items.
Perform penetration tests of web, mobile and API targets and write clear reports.
Administer PostgreSQL clusters: replication, vacuum tuning, point-in-time recovery.
Write ABAP reports and enhance SAP S/4HANA modules.
Configure Salesforce flows, Apex triggers and Lightning web components.
Program microcontrollers in C and Rust; read schematics; debug with a logic analyser.
Create Unity shaders and optimise draw calls for mobile GPUs.
Curate the data catalogue, its lineage and its quality rules.
Explain experiment results to non-technical stakeholders.
Plan the roadmap, write user stories and accept finished work.
Coordinate releases across eight teams in three time zones.
Support customers by e-mail, chat and phone; escalate what you cannot solve.
Manage Windows and Linux fleets with Ansible and Intune.
Configure BGP, OSPF and VXLAN on data-centre switches.
Bachelor's or Master's degree in computer science, or equal experience.
5+ years of experience with distributed systems.
3-5 yrs exp in Java/J2EE, Spring Boot, Hibernate
Nice to have: Kubernetes, Helm, Istio.
You will mentor junior engineers and do code reviews every day.
We offer 30 days of leave, a pension plan and a very good coffee machine.
Salary: $120,000 - $150,000 per year + equity
Location: Zürich, Switzerland (hybrid, 2 days a week in the office)
Équipe de développement à Montréal, télétravail possible.
Wir suchen eine Entwicklerin für unser Münchner Büro.
Desarrollo de aplicaciones móviles con Kotlin y Swift.
Разработка серверной части на Go и PostgreSQL.
データパイプラインの設計と運用
负责后端服务的设计与开发
백엔드 서비스 개발 및 운영
تطوير تطبيقات الويب
פיתוח מערכות מבוזרות
Ανάπτυξη εφαρμογών
Phát triển phần mềm nhúng
İstanbul'da yazılım geliştirici
naïve café résumé coöperate Ångström
ﬁnance ﬂow ½ ² Ⅷ ™
🚀 Join us and ship fast! 🎉
👩‍💻 Full-stack developer wanted 🇨🇭
😀
🙂🙃
→ what you will do ←
• Own the backlog • Talk to users • Ship
– dash — long dash ‐ hyphen ‑ no-break hyphen − minus
“Quoted” ‘text’ «guillemets» „low“
tabs\tand\u00a0no-break spaces   and   runs
ZERO\u200bWIDTH\u200dJOINERS\ufeff
soft\u00adhyphen
ALL CAPS: SENIOR SOFTWARE ENGINEER
mIxEd CaSe JaVaScRiPt
https://example.com/jobs/1234?ref=mail&utm_source=newsletter#apply
someone@example.com
Call +41 44 123 45 67 or write to jobs (at) example (dot) org
snake_case camelCase kebab-case PascalCase
git rebase -i HEAD~3 && git push --force-with-lease
SELECT role, COUNT(*) FROM jobs WHERE city = 'Bern' GROUP BY role HAVING COUNT(*) > 3;
if (x < y && y != 0) { return x / y; }
{"key": "value", "list": [1, 2, 3]}
<p>Apply <b>now</b> &amp; start in May</p>
O'Reilly's "Designing Data-Intensive Applications"
AT&T, S&P, R&D, Q&A, P&L
1,234,567.89
3.14159265358979323846264338327950288419716939937510
2026-11-21T01:57:35Z
v2.0.1-beta.3+build.45
10.0.0.0/8 192.168.0.1 ::1
H2O, CO2, E=mc², 10⁻³, ½ litre
a
I
.
?
!!!
...
,
-
'
#
##
[CLS]
[SEP] [MASK] [PAD] [UNK]
the [MASK] engineer
Supercalifragilisticexpialidocious
Donaudampfschifffahrtsgesellschaftskapitän
pneumonoultramicroscopicsilicovolcanoconiosis engineer
antidisestablishmentarianism
kubernetes kubectl kustomize k8s k3s
pytorch tensorflow keras jax numpy pandas scikit-learn xgboost
mlops llmops devops devsecops gitops finops
microservices event-driven serverless
ios android flutter react native kotlin multiplatform
the the the the the the the the
to be or not to be
A role in product security, close to the teams that build the product.
Keep the lights on.
Data.
Run incident reviews without blame and follow up on their actions.
Estimate effort, find risks early, and say no when needed.
Document decisions where the next person will look for them.
Pair with designers from sketch to release.
Measure twice, cut once.
Translate regulatory requirements (GDPR, PCI DSS, HIPAA) into controls.
Simulate radio networks in MATLAB and port the algorithms to an FPGA.
Evaluate large language models for retrieval-augmented generation.
Label data, measure agreement between annotators, and improve the guide.
Build dashboards in Power BI, Tableau or Looker.
Operate Hadoop, Spark, Hive and Airflow on premises.
Operate a service mesh and its certificates.
Develop Drupal modules and themes in PHP and Twig.
Write smart contracts in Solidity and audit those of others.
Tune JVM garbage collection.
Port firmware from Zephyr 2.7 to 3.6.
"""


def sentences():
    yield from SENTENCES.rstrip("\n").split("\n")
    yield ""
    yield " "
    yield "\n\t"
    yield "line one\nline two\r\nline three"
    yield "word " * 60
    # Longer than 256 tokens: cut. Exactly at the limit: 254 words and the two ends.
    yield "backend " * 253
    yield "backend " * 254
    yield "backend " * 255
    yield "backend " * 600
    yield "Design, build and operate reliable services for many customers. " * 40
    yield "x" * 99
    yield "x" * 101
    yield "é" * 50
    yield "数据" * 130


def main():
    from sentence_transformers import SentenceTransformer

    folder = sys.argv[1]
    root = pathlib.Path(__file__).resolve().parent.parent
    output = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else root / "Tests/Golden/vectors.jsonl"
    model = SentenceTransformer(folder, device="cpu")
    model.max_seq_length = 256
    texts = list(dict.fromkeys(sentences()))
    # One by one: padding changes the last bits.
    vectors = [model.encode([text], normalize_embeddings=True)[0] for text in texts]
    with output.open("w", encoding="utf-8") as file:
        for text, vector in zip(texts, vectors):
            row = {
                "text": text,
                "vector": base64.b64encode(vector.astype("<f4").tobytes()).decode("ascii"),
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{len(texts)} sentences, {output.stat().st_size} bytes: {output}")


if __name__ == "__main__":
    main()
