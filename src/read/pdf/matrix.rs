//! Turning, stretching and moving of a plane.

/// A map of the plane: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f32; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The map that does this one first and `then` afterwards.
    pub(super) fn then(self, then: Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [p, q, r, s, t, u] = then.0;
        Matrix([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    pub(super) fn shift(x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub(super) fn point(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_done_one_after_the_other() {
        let stretched = Matrix([2.0, 0.0, 0.0, 3.0, 0.0, 0.0]).then(Matrix::shift(5.0, 7.0));
        assert_eq!(stretched.point(1.0, 1.0), (7.0, 10.0));
        assert_eq!(
            Matrix::shift(1.0, 0.0).then(stretched).point(0.0, 0.0),
            (7.0, 7.0)
        );
    }
}
