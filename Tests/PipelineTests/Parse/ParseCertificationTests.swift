import Testing

@testable import Pipeline

@Suite("Forms of certifications")
struct ParseCertificationTests {
  @Test(
    "By name, exam and maker",
    arguments: [
      ("Azure Solutions Architect Expert certification", ["Azure Solutions Architect Expert"]),
      ("AWS certified", ["AWS certified"]), ("PMP or Prince2 certified", ["PMP", "Prince2"]),
      ("CKA/CKAD", ["CKA", "CKAD"]), ("CISSP or CCSP", ["CISSP", "CCSP"]),
      ("PSM I or PSPO", ["PSM I", "PSPO"]), ("CompTIA Security+ is a plus", ["CompTIA Security+"]),
      ("AZ-104 or DP-203", ["AZ-104", "DP-203"]), ("AWS Certifications", ["AWS Certifications"]),
      ("AWS and GCP certifications", ["AWS and GCP certifications"]),
      ("Redhat Certification", ["Redhat Certification"]),
      ("Okta Certified Administrator preferred", ["Okta Certified Administrator"]),
      (
        "Salesforce Platform Developer 1 and Salesforce Administrator certification",
        ["Salesforce Platform Developer 1", "Salesforce Administrator"]
      ),
      ("A Linux system administrator and AWS certifications", ["AWS certifications"]),
      (
        "AWS Certified Solutions Architect – Associate",
        ["AWS Certified Solutions Architect – Associate"]
      ),
      (
        "Microsoft Certified: Azure Administrator Associate",
        ["Microsoft Certified: Azure Administrator Associate"]
      ),
    ])
  func found(_ line: String, _ names: [String]) {
    #expect(ParseFieldTests.parsed(line).certifications == names.map { JSONValue.string($0) })
  }

  @Test(
    "Words that name none",
    arguments: [
      "Manage certificates on Azure", "An ISO certified bakery", "Java, Linux and ovens",
      "Know the certification process", "Room AZ-1044", "az-104",
    ])
  func none(_ line: String) {
    #expect(ParseFieldTests.parsed(line).certifications.isEmpty)
  }
}
