//! The pages of the public.

fn main() {
    app::shared::language::restore();
    yew::Renderer::<app::portal::Portal>::new().render();
}
