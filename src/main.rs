//! The program: everything is in the library, so that tests and other programs can call it.

fn main() -> std::process::ExitCode {
    sitmap::cli::main()
}
