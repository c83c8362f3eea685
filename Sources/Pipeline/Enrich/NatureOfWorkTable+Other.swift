/// Natures of work outside of software, for libraries of other fields.
extension NatureOfWorkTable {
  static let otherEntries: [Entry] = [
    Entry(
      label: "Care and treatment",
      summary: "Examines, treats and looks after people or animals.",
      inShort: "care",
      strong: """
        patient, nursing, care plan, medication, treatment, clinical, diagnosis, therapy, surgery
        vital signs, rehabilitation, medical
        """,
      weak: "care, health, hygiene, symptom"),
    Entry(
      label: "Teaching",
      summary: "Prepares lessons, teaches and judges what was learned.",
      inShort: "teaching",
      strong: "teach, lesson, pupil, student, classroom, curriculum, coursework, lecture, exam",
      weak: "school, instruct, learner, homework"),
    Entry(
      label: "Accounts and finance",
      summary: "Keeps books, checks figures and reports on money.",
      inShort: "accounts",
      strong: """
        invoice, ledger, bank reconciliation, tax, financial statement, accounts payable
        accounts receivable, bookkeeping, balance sheet, general ledger, financial report
        """,
      weak: "finance, expense, bookkeeper, fiscal"),
    Entry(
      label: "Office and administration",
      summary: "Keeps records, appointments and correspondence in order.",
      inShort: "office work",
      strong: """
        appointment, filing, correspondence, data entry, record keeping, telephone call, diary
        reception, office supplies, travel arrangement
        """,
      weak: "office, mail, clerical, typing"),
    Entry(
      label: "Production and crafts",
      summary: "Makes, builds or repairs things by hand or with machines.",
      inShort: "production",
      strong: """
        operate machines, assemble, weld, bake, dough, kitchen, recipe, oven, production line
        raw material, blueprint reading, hand tool, machinery, pastry, menu, ingredient, woodwork
        """,
      weak: "machine, equipment, repair, food, workshop floor"),
    Entry(
      label: "Goods and transport",
      summary: "Moves, stores and delivers goods or passengers.",
      inShort: "transport",
      strong: """
        load and unload, delivery route, inventory, shipment, forklift, freight, drive vehicle
        stock level, dispatch, passenger, cargo
        """,
      weak: "vehicle, transport, parcel, pallet, truck"),
    Entry(
      label: "Design and supervision of works",
      summary: "Plans structures, plants or sites and sees that they are built and kept safe.",
      inShort: "engineering of works",
      strong: """
        construction, site inspection, building code, structural, civil engineering, survey
        mechanical design, plant operation, environmental, safety inspection, drawings
        """,
      weak: "inspect, safety regulation, excavation, pipework, concrete"),
  ]
}
