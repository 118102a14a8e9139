//! The classroom through its doors: browsers over real sockets, the file on a real disk, the program killed and started again.

mod client;
mod days;
mod doors;
mod fuzz;
mod language;
mod outside;
mod results;
mod secrets;
mod server;
mod words;
