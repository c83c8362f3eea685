/// A request whose body did not arrive in time.
struct RequestTimeout: Error {}
