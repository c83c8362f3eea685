import Testing

/// The tests of the built command line. One at a time: every test starts processes that use all
/// processors.
@Suite(.serialized) struct CommandSuite {}
