//! The pages of the staff.

fn main() {
    app::shared::language::restore();
    yew::Renderer::<app::staff::Staff>::new().render();
}
