/// Headings as they are written, in lower case, with `&` as "and" and contractions written out.
enum HeadingTable {
  static let phrases: [String: SectionKind] = {
    var table: [String: SectionKind] = [:]
    for (kind, text) in lists {
      for phrase in JDWords.phrases(text) { table[phrase] = kind }
    }
    return table
  }()

  /// The first words of all phrases.
  static let firstWords = Set(
    phrases.keys.compactMap { $0.split(separator: " ").first.map(String.init) })

  static let longestPhrase = phrases.keys.map { $0.split(separator: " ").count }.max() ?? 1

  private static let lists: [(SectionKind, String)] = [
    (
      .responsibilities,
      """
      responsibilities, responsibility, key responsibilities, key responsibility
      roles and responsibilities
      role and responsibilities, roles and responsibility, role and responsibility
      roles responsibilities, role responsibilities, job responsibilities, job responsibility
      duties, duties and responsibilities, responsibilities and duties, essential duties
      essential duties and responsibilities, essential functions, essential job functions
      job duties, main duties, principal duties, primary duties, key duties, core duties
      principal duties and responsibilities, primary responsibilities, main responsibilities
      core responsibilities, major responsibilities, essential responsibilities
      your responsibilities, your responsibility, your duties, your tasks, your role, your job
      your mission, your impact, your work, your day to day, what you will do
      what you will be doing, what will you do, what will you be doing, what you do
      what you get to do
      what you will work on, what will you work on, what you will own
      what you will be responsible for
      what will your job look like, what will your job be, what the job involves
      what the role involves, what does the role involve, what you will be working on
      how you will make an impact, how you will contribute, the impact you will have
      the difference you will make, your contribution, in this role you will, in this role
      as part of this role you will, you will, you will be, you will be responsible
      you will be responsible for, you are responsible for, you will get to, responsible for
      will be responsible for, responsibilities include, responsibilities will include
      your responsibilities will include, your responsibilities include, your duties will include
      key responsibilities include, duties include, duties will include, day to day, a typical day
      day to day responsibilities, day to day activities, daily responsibilities, daily duties
      daily tasks, day to day tasks, a day in the life, your day to day responsibilities
      key accountabilities, accountabilities, accountability, key result areas, kra, kras
      key responsibility areas, scope of work, scope of role, job scope, scope of responsibilities
      work profile, key tasks, tasks, main tasks, tasks and responsibilities, job tasks, activities
      key activities, deliverables, key deliverables, functions, job functions, key functions
      areas of responsibility, areas of responsibilities, nature of work, position responsibilities
      role expectations, the challenges ahead, in one sentence, what we expect you to do
      specific responsibilities, general responsibilities, technical responsibilities
      functional responsibilities, additional responsibilities, other responsibilities
      other duties, additional duties, supervisory responsibilities, project responsibilities
      leadership responsibilities, work responsibilities, major duties, work to be done
      expected duties, expected responsibilities, responsibilities of the role
      responsibilities and functions, responsibilities and tasks
      responsibilities and accountabilities
      key role, key roles, roles, roles and duties, job roles and responsibilities, what is the job
      the job, what you will be up to, what your day looks like, overall responsibilities
      detailed responsibilities, primary role, primary duties and responsibilities
      job role and responsibilities, job roles, job roles and responsibility, roles in the job
      duties responsibilities, key roles and responsibilities, job duties and responsibilities
      essential job duties, essential duties and functions, job expectations, tasks and duties
      responsibilities for this role, what would you do, what you would do, what you would be doing
      we will trust you to, you will contribute by, how you will spend your time, on the job
      responsibilities at a glance, roles and responsibilities include, job responsibilities include
      key objectives, objectives, objectives of this role, role objectives
      expectations from the role, your future duties and responsibilities
      your future responsibilities, goals and responsibilities, outcomes, key outcomes
      expected outcomes, your main responsibilities
      your key responsibilities, your primary responsibilities, what will be your responsibilities
      responsibilities will be, responsibilities are, job roles responsibilities, your contributions
      what will you be responsible for, how will you contribute, you will be working on
      what the job looks like, what the role looks like, what your day looks like
      what your role looks like, what your job looks like, what does the role look like
      what you will be up to, what you will get up to
      """
    ),
    (
      .roleSummary,
      """
      job description, description, job summary, summary, role summary, position summary, overview
      job overview, role overview, position overview, about the role, about the job
      about the position, about this role, about this job, about this position, about role
      the role, the position, the opportunity, job brief, job profile, role description
      position description, role, job details, job purpose, purpose, purpose of the role
      role purpose
      purpose of the job, position purpose, job role, role profile, role in brief, a brief
      general summary, general description, brief description, introduction, job descriptions
      full job description, job introduction, job information, about the opportunity, jd
      job description and responsibilities, detailed job description, brief job description
      detailed description, description of role, what is the role, the challenge, the mission
      general information, role details, position details, opportunity, your opportunity
      general purpose
      """
    ),
    (
      .requirements,
      """
      requirements, requirement, job requirements, key requirements, minimum requirements
      basic requirements, role requirements, position requirements, general requirements
      technical requirements, other requirements, additional requirements, essential requirements
      mandatory requirements, requirements and skills, requirements and qualifications
      required, preferred, desired, mandatory, optional, essential, desirable, must, must have
      must haves
      nice to have, nice to haves, good to have, good to haves, bonus, bonus points, bonus skills
      great to have, plus, pluses, preferred additional, added advantage, added advantages
      would be a plus, ideally you have, ideally you also have, ideally you will have, extra credit
      qualifications, required qualifications, preferred qualifications, basic qualifications
      minimum qualifications, desired qualifications, additional qualifications, key qualifications
      must have qualifications, good to have qualifications, nice to have qualifications
      qualifications and skills, qualifications and experience, qualification and experience
      skills, skill, skill set, skillset, skill sets, skills required, skill required, skills needed
      required skills, required skill, required skill set, required skillset, desired skills
      desired skill set, desired skillset, desirable skills, preferred skills, preferred skill
      key skills, key skill, core skills, primary skills, primary skill, secondary skills
      secondary skill, must have skills, good to have skills, nice to have skills, other skills
      technical skills, technical skill, technical skills required, soft skills, additional skills
      mandatory skills, mandatory skill, essential skills, professional skills, special skills
      skills and qualifications, skills and experience, skills and requirements
      skills and abilities
      skills and knowledge, knowledge and skills, knowledge skills and abilities, it skills
      required experience and qualifications, required experience skills and qualifications
      required skills and experience, required skills and qualifications, required knowledge
      required experience and skills, desired skills and experience, experience and skills
      experience and qualifications, competencies, key competencies, core competencies
      technical competencies, behavioral competencies, behavioural competencies, expertise
      technical expertise, technologies, technology, technology stack, tech stack, tools
      technical stack
      tools and technologies, desired candidate profile, candidate profile, candidate requirements
      desired profile, ideal candidate, the ideal candidate, ideal candidate profile, who you are
      about you, your profile, profile, your background, your skills, your experience
      your skills and experience, your qualifications, your expertise, who are you, what you have
      what you bring, what you need, what you will need, what you will bring, what you should have
      what you bring to the team, what we need, what we are looking for, what are we looking for
      we are looking for, who we are looking for, what we look for, what it takes, you have
      you must have
      you should have, you bring, you need, you are, you will have, you might be a fit if
      you may be a good fit if, we would love to hear from you if, this job is for you if
      what makes you a good fit, what you need to succeed, to be successful, all you need is
      what you need to have, your key success factors, success factors, eligibility
      eligibility criteria, criteria, selection criteria, prerequisites, prerequisite
      pre requisites
      pre requisite, knowledge, personal attributes, attributes, personality, personal qualities
      personal skills, interpersonal skills, role prerequisites, certifications, certification
      certifications required, licenses, license, licence, licenses and certifications, languages
      language, programming languages needed, language skills, language requirements
      proficiency, specialization, specialisation, keyskills, you must apply, you should ignore this
      additional qualification, functional skills, physical requirements, physical demands
      working conditions, work environment, minimum skills, minimum skills required
      area of expertise
      qualifications experience training, to apply you must have be, to apply you must have
      you also are have, you also have, you also are, essential experience, required training
      talents needed for success, skill requirements, required competencies
      what we would like to see, what we would love to see, what will make you successful
      you possess, we are looking for someone who, you are someone who, what you will have
      specifications, expectations, our expectations, desired experience and skills, ability, abilities, we expect
      who can apply, who should apply, what we are after, what are we after, what we are seeking
      who we are after, our stack, our tech stack, the stack, the tech stack, our technology stack
      our tools, your toolkit, you are a fit if, you are a good fit if, you are a great fit if
      person specification, the person, about the person, candidate specification, person spec
      """
    ),
    (
      .experience,
      """
      experience, work experience, experience required, required experience, total experience
      relevant experience, minimum experience, years of experience, professional experience
      experience level, experience requirements, overall experience, preferred experience
      desired experience, technical experience, previous experience, prior experience, exp
      experience needed, experience range, yrs of exp, experience preferred, work exp, total exp
      required work experience, years of exp, no of years of experience, experience in years
      experience and education, experience in yrs, minimum years of experience
      """
    ),
    (
      .education,
      """
      education, educational qualification, educational qualifications, qualification
      education and experience, education experience, education required, education requirements
      educational requirements, academic qualification, academic qualifications, academics
      education qualification, education qualifications, minimum education, preferred education
      required education, education level, minimum qualification, educational background, degree
      education and training, education and qualifications, education and certifications
      academic background, qualifications and education, education and work experience
      qualification required, ug, pg, ug pg, required qualification, eligible degrees
      """
    ),
    (
      .title,
      """
      job title, title, position, designation, position title, role title, job position, post
      job post, post name, role name, position name, job name, vacancy for, opening for, hiring for
      job opening, opening, open position, current opening, open role, open roles, vacancy
      job vacancy, current vacancy, open vacancy, requirement for, title of the position
      profile name, job designation, job role title, working title, position applied for
      post title, vacancy title, vacancy name
      """
    ),
    (
      .location,
      """
      location, locations, job location, job locations, work location, work locations, place
      place of work, place of posting, posting location, city, address, office location, based in
      job city, office address, one location, working location, base location, region
      additional locations
      location of job, work place, workplace, interview location, primary location, venue
      hiring location
      job loc, loc, company location, work mode, mode of work, work remotely, remote
      work type location
      town, location type, workplace type, work setup, work arrangement, working arrangement
      working arrangements, work model, working model, duty station, job site, work site, worksite
      """
    ),
    (
      .pay,
      """
      salary, salary range, ctc, pay, compensation, remuneration, stipend, package, salary package
      annual salary, monthly salary, expected ctc, current ctc, offered ctc, pay range, pay rate
      rate, hourly rate, base salary, salary offered, ctc range, budget, annual ctc, wages
      pay scale
      compensation range, salary details, cost to company, in hand salary, max ctc, ctc offered
      pay grade, pay band, salary band
      """
    ),
    (
      .terms,
      """
      job type, job types, employment type, type of employment, employment status, contract length
      contract, contract type, contract duration, duration, schedule, shift, shifts, shift timing
      shift timings, timing, timings, working hours, work hours, job timing, job timings
      office timing
      office timings, working days, industry, industry type, functional area, role category
      department
      notice period, notice, number of positions, no of positions, number of openings, openings
      no of openings, vacancies, no of vacancies, number of vacancies, positions, joining
      date of joining
      expected start date, start date, application deadline, deadline, last date, reference code
      job id, job code, requisition id, job reference, reference, job number, req id, job category
      category
      travel, expected travel, travel required, career status, work area, work authorization, visa
      employment, full time, part time, reports to, reporting to, reporting manager, team, gender
      age
      supplemental pay, visa sponsorship potentially available, application question
      application questions
      covid 19 considerations, covid 19 precautions, benefit conditions, posted, posted on
      job posted
      education level, job level, level, seniority, seniority level, client, end client
      mode of interview
      interview mode, bond, service agreement, agreement, weekends, week off, days, probation
      date posted
      this job is, this company describes its culture as, job family, business unit, division
      keywords
      tags, additional information, other information, note, important note, please note
      additional details
      other details, travel percentage, job shift, language required, job function, company size
      website
      employment category, type, mode, job nature, no of position, joining time, interview date
      interview time
      closing date, closing, main area, grade, band, job ref, ref, reference number
      vacancy reference, working pattern, work pattern, hours of work, hours, weekly hours
      flsa status, job posting id, direct reports, nationality
      """
    ),
    (
      .company,
      """
      about us, about the company, about company, about our company, company description
      company profile, company overview, company summary, company, company name, who we are
      who are we, our company, our story, our mission, our vision, our values, our culture
      about the team, about our team, about your team, the team, our team, about the client
      about client, about the organization, about the organisation, organization, organisation
      about the business, the company, the business, company introduction, company background
      background, about the group, why us, organization overview, company info, company information
      name of the company, employer, meet the team, our purpose, a little about us, more about us
      a bit about us, about the department, about the employer, our client, introduction to company
      company's website, company website, company url, what we do, the company we are
      hiring company, hiring organization, hiring organisation, hire organization, contact company
      employer name
      """
    ),
    (
      .benefits,
      """
      benefits, perks, perks and benefits, benefits and perks, benefit, compensation and benefits
      what we offer, what we offer you, what do we offer, we offer, we offer you
      what you will get, what you get
      what you get from us, what is in it for you, what is in it for me, why join us
      why you will love this job
      why work with us, why work for us, why work here, why you should join us, why join our team
      our offer, our benefits, other benefits, employee benefits, additional benefits, perquisites
      you will enjoy, what you can expect, what you can expect from us, what to expect, we provide
      benefits include, perks of working with us, working with us, life at, why should you join us
      benefits and compensation, rewards, our perks, offer
      you will enjoy our work culture as we have
      why choose us, why you will love working here, what you will love, what you will learn
      learning
      growth, career growth, what is in store for you, facilities, incentives, the perks
      job benefits
      salary and benefits, pay and benefits, some of our benefits, what makes us different
      """
    ),
    (
      .equalOpportunity,
      """
      equal opportunity employer, equal opportunity, equal employment opportunity, eeo statement
      eeo, diversity, diversity and inclusion, our diversity commitment, our commitment to diversity
      diversity commitment, disclaimer, legal, privacy notice, privacy policy, eeo policy
      equal opportunities, inclusion, diversity equity and inclusion, accommodations
      """
    ),
    (
      .application,
      """
      how to apply, to apply, apply, apply now, apply here, application process, hiring process
      interview process, selection process, recruitment process, contact, contact us
      contact person, contact details, contact information, speak with the employer, interview
      next steps, interested candidates, interested, application instructions, walk in
      walk in details
      share your resume, send your resume, share job, read more, job application, interview details
      interview rounds, walk in interview, contact number, email, mail, phone, call, mobile, e mail
      email id, contact no, documents required, apply by
      """
    ),
  ]
}
