//! The settled amount, held against the order's amount and the rate.
//!
//! Source: callback fields and order query, `settleRate`: txnAmount is orderAmount times settleRate.

use alloc::string::String;

use crate::{
    amount::Decimal,
    error::{Error, Fault, Result},
};

/// What is settled, compared with what the order and the rate say, exactly.
///
/// A rate is printed with so many digits and no more, and so is the settled amount. Its last digit
/// can be rounded or cut off, so that what is settled may lie up to half of the rate's last digit
/// below the product and a whole one above, and one of its own last digit further to both sides. A rate
/// of exactly 1 is not rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Settlement {
    /// The order's amount times the rate, exact: `712.345`.
    pub expected: String,
    /// What is settled less what is expected: `-0.005`.
    pub difference: String,
    /// Whether the digits that are printed allow this difference.
    pub matches: bool,
}

impl Settlement {
    /// From the texts of the three fields; `None` where one of them is empty, as in most records.
    ///
    /// # Errors
    ///
    /// `param_invalid` for a text that is no decimal number.
    pub fn read(
        order_amount: &str,
        settle_rate: &str,
        txn_amount: &str,
    ) -> Result<Option<Settlement>> {
        let decimal = |name, text: &str| match Decimal::parse(text) {
            None if !text.is_empty() => Err(Error::of(name, Fault::DecimalMalformed)),
            number => Ok(number),
        };
        let order = decimal("orderAmount", order_amount)?;
        let rate = decimal("settleRate", settle_rate)?;
        let settled = decimal("txnAmount", txn_amount)?;
        Ok(match (order, rate, settled) {
            (Some(order), Some(rate), Some(settled)) => Settlement::of(order, rate, settled),
            _ => None,
        })
    }

    /// `None` where the product has more digits than 128 bits hold.
    ///
    /// ```
    /// use onerway_edge::{Decimal, Settlement};
    ///
    /// let decimal = |text| Decimal::parse(text).unwrap();
    /// let compared = Settlement::of(decimal("100.00"), decimal("7.8123"), decimal("781.23")).unwrap();
    /// assert!(compared.matches);
    /// assert_eq!((&*compared.expected, &*compared.difference), ("781.23", "0"));
    /// ```
    #[must_use]
    pub fn of(order: Decimal, rate: Decimal, settled: Decimal) -> Option<Settlement> {
        let bounds = Bounds::of(order, rate, settled)?;
        let (sign, distance) = match bounds.distance() {
            Ok(above) => ("", above),
            Err(below) => ("-", below),
        };
        Some(Settlement {
            expected: decimal_text("", bounds.expected, bounds.scale),
            difference: decimal_text(sign, distance, bounds.scale),
            matches: bounds.match_settled(),
        })
    }
}

/// Whether what is settled matches. What cannot be computed does not.
#[must_use]
pub fn settles(order: Decimal, rate: Decimal, settled: Decimal) -> bool {
    Bounds::of(order, rate, settled).is_some_and(|bounds| bounds.match_settled())
}

/// All as whole numbers of the last digit that any of them has.
struct Bounds {
    scale: u32,
    expected: u128,
    below: u128,
    above: u128,
    settled: u128,
}

impl Bounds {
    fn of(order: Decimal, rate: Decimal, settled: Decimal) -> Option<Bounds> {
        let power = |scale: u32| 10_u128.checked_pow(scale);
        // One more, for half of the rate's last digit.
        let product_scale = order.scale() + rate.scale() + 1;
        let scale = product_scale.max(settled.scale());
        let order_unit = power(scale - product_scale + 1)?;
        let settled_unit = power(scale - settled.scale())?;
        let order = u128::from(order.digits()).checked_mul(order_unit)?;
        // One to one is no rate that was rounded.
        let is_one = power(rate.scale()) == Some(rate.digits().into());
        let rate_unit = if is_one { 0 } else { order };
        Some(Bounds {
            scale,
            expected: order.checked_mul(rate.digits().into())?,
            below: (rate_unit / 2).checked_add(settled_unit)?,
            above: rate_unit.checked_add(settled_unit)?,
            settled: u128::from(settled.digits()).checked_mul(settled_unit)?,
        })
    }
}

impl Bounds {
    /// How far what is settled lies above what is expected; below it, as an error.
    const fn distance(&self) -> Result<u128, u128> {
        match self.settled.checked_sub(self.expected) {
            Some(above) => Ok(above),
            None => Err(self.expected - self.settled),
        }
    }

    const fn match_settled(&self) -> bool {
        match self.distance() {
            Ok(above) => above <= self.above,
            Err(below) => below <= self.below,
        }
    }
}

/// A number of units of the last of `scale` decimals, without zeros at its end.
fn decimal_text(sign: &str, mut digits: u128, scale: u32) -> String {
    let mut reversed = String::new();
    let mut place = 0;
    while place <= scale || digits > 0 {
        let digit = (digits % 10) as u8;
        if place == scale && !reversed.is_empty() {
            reversed.push('.');
        }
        if digit > 0 || place >= scale || !reversed.is_empty() {
            reversed.push(char::from(b'0' + digit));
        }
        digits /= 10;
        place += 1;
    }
    let mut text = String::from(sign);
    text.extend(reversed.chars().rev());
    text
}
