//! Codes and tokens: drawn from the operating system, and compared without telling by time how much was right.

/// Letters and digits that are not mistaken for each other when read aloud or typed on a phone.
const PLAIN: [u8; 32] = *b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Letters of a room's code.
const ROOM_CODE: usize = 6;
/// Letters of a recovery code.
const RECOVERY_CODE: usize = 8;

fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| format!("the system gives no random numbers: {error}"))?;
    Ok(bytes)
}

fn plain<const N: usize>() -> Result<String, String> {
    Ok(random::<N>()?.iter().map(|byte| char::from(PLAIN[usize::from(*byte) % PLAIN.len()])).collect())
}

/// A token of 128 bits, hexadecimal: who holds it holds the seat, or the class.
///
/// # Errors
/// When the system has no source of random numbers.
pub fn token() -> Result<String, String> {
    Ok(random::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The six characters that students type to join.
///
/// # Errors
/// When the system has no source of random numbers.
pub fn room_code() -> Result<String, String> {
    plain::<ROOM_CODE>()
}

/// The eight characters with which a student comes back on another device.
///
/// # Errors
/// When the system has no source of random numbers.
pub fn recovery_code() -> Result<String, String> {
    plain::<RECOVERY_CODE>()
}

/// A seed for the games of a class: 32 bits, short enough to be written down.
///
/// # Errors
/// When the system has no source of random numbers.
pub fn seed() -> Result<u64, String> {
    Ok(u64::from(u32::from_le_bytes(random::<4>()?)))
}

/// A typed code as it is compared: upper case, without spaces and hyphens.
pub fn tidy(typed: &str) -> String {
    typed.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).take(64).collect()
}

/// Whether two secrets are the same, in a time that depends on their length alone.
pub fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_length_and_no_letters_that_are_mistaken() {
        let (room, recovery) = (room_code().expect("random"), recovery_code().expect("random"));
        assert_eq!((room.len(), recovery.len(), token().expect("random").len()), (6, 8, 32));
        assert!(room.chars().chain(recovery.chars()).all(|letter| !"IO01".contains(letter)));
        assert_ne!(token(), token());
    }

    #[test]
    fn a_code_may_be_typed_with_spaces_and_in_lower_case() {
        assert_eq!(tidy(" ab-c 2\n"), "ABC2");
        assert!(same("abc", "abc") && !same("abc", "abd") && !same("abc", "ab"));
    }
}
