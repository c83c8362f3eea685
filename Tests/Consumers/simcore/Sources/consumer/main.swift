import SimCore

// One role with two KRAs, and a job description of two sentences, as unit vectors.
let kras = EmbeddingMatrix(dimension: 4, components: [1, 0, 0, 0, 0, 1, 0, 0])
let index = try KRAIndex(
  roles: [(id: 74, kraCount: 2)], vectors: kras, modelIdentifier: "by hand", catalogVersion: "1")
let sentences = EmbeddingMatrix(dimension: 4, components: [0.6, 0.8, 0, 0, 0, 0, 1, 0])
for role in RoleScorer(index: index, sentencesPerRole: 3, shortlistSize: 5).shortlist(
  for: sentences)
{
  print("role \(role.roleID) scores \(role.score)")
}
