/// Natures of work with people, plans and products.
extension NatureOfWorkTable {
  static let peopleEntries: [Entry] = [
    Entry(
      label: "Leading people",
      summary: "Leads a team: hires, guides, divides the work and answers for its results.",
      inShort: "leading people",
      strong: """
        lead a team, manage a team, lead team, lead the team, mentor, coach, hire, line management
        performance review, one on one, supervise, people management, career development
        team leadership, direct reports, build a team, manage the team, guide junior
        """,
      weak: "lead, team growth, delegate, junior, motivate"),
    Entry(
      label: "Product and requirements work",
      summary: "Finds out what is needed, writes it down and decides what comes first.",
      inShort: "requirements",
      strong: """
        product roadmap, gather requirements, requirement gathering, user story, product backlog
        elicit requirements, business requirements, product strategy, acceptance criteria
        market research, review requirements, product vision, product requirements
        requirements analysis, stakeholder interview
        """,
      weak: "backlog, requirement, stakeholder, roadmap, specification, prioritise, prioritize"),
    Entry(
      label: "Project and delivery management",
      summary: "Plans work, watches time, cost and risks, and sees that it is delivered.",
      inShort: "managing projects",
      strong: """
        project plan, project schedule, sprint planning, project management, milestone
        project delivery, budget, status report, scrum ceremony, risk register, timeline
        project scope, daily scrum, retrospective, resource planning, project team
        """,
      weak: "project, deadline, coordinate, scrum, agile, sprint, plan"),
    Entry(
      label: "Advice to customers",
      summary: "Shows customers what a product can do for them and helps them to use it.",
      inShort: "advice to customers",
      strong: """
        pre sales, presales, proof of concept, product demonstration, customer demo, proposal
        client presentation, sales team, request for proposal, customer success, client meeting
        customer onboarding, client relationship, customer relationship, developer community
        """,
      weak: "customer, client, demo, present, consult, advise"),
    Entry(
      label: "Marketing and content",
      summary: "Makes a product or an organisation known, by campaigns and content.",
      inShort: "marketing",
      strong: """
        marketing campaign, social media, seo, newsletter, brand awareness, content strategy
        advertising, digital marketing, email campaign, content marketing, press release
        """,
      weak: "campaign, content, audience, marketing, blog"),
    Entry(
      label: "Selling",
      summary: "Finds buyers, makes offers and closes sales.",
      inShort: "sales",
      strong: """
        sales target, lead generation, cold call, quota, account management, new business
        close deals, sales pipeline, sell, merchandise, cash register
        """,
      weak: "sales, prospect, negotiate, customer order, price"),
    Entry(
      label: "Hiring and personnel",
      summary: "Finds employees, and looks after contracts, pay and questions of staff.",
      inShort: "personnel work",
      strong: """
        recruit, employee relations, interview candidates, job posting, talent acquisition
        employee engagement, payroll, human resources, personnel
        """,
      weak: "employee, candidate, onboarding, benefits"),
  ]
}
