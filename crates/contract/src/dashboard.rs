//! What waits for the caller, and how things stand.

use chrono::NaiveDate;
use domain::dashboard::Todo;
use domain::inspection::ResultCode;
use domain::task::State;

use crate::answer;

answer! {
    /// How many of something wait for the caller.
    pub struct TodoCount {
        /// What waits.
        pub code: Todo,
        /// How many; not counted beyond 10 000.
        pub count: i64,
        /// Whether there are more than `count`.
        pub count_is_minimum: bool,
        /// The list that shows exactly these: path and query below `/api/v1`.
        #[cfg_attr(feature = "openapi", schema(example = "/inspections?undisclosed=true&due_before=2026-09-21"))]
        pub list: String,
    }
}

answer! {
    /// A result that is still to be disclosed.
    pub struct Deadline {
        /// Key of the inspection.
        pub inspection_id: i64,
        /// Key of the task.
        pub task_id: i64,
        /// Number of the task.
        pub task_number: String,
        /// Name of the object.
        pub object_name: String,
        /// Last day for its disclosure.
        pub due_on: NaiveDate,
        /// Whether that day is past.
        pub overdue: bool,
    }
}

answer! {
    /// How many tasks are in a state.
    pub struct TasksInState {
        /// The state.
        pub state: State,
        /// Tasks.
        pub count: i64,
    }
}

answer! {
    /// How many inspections had a result.
    pub struct ResultCount {
        /// The result.
        pub result: ResultCode,
        /// Inspections.
        pub count: i64,
    }
}

answer! {
    /// What waits for the caller and how things stand, as far as the caller may see.
    pub struct Dashboard {
        /// Day of the figures, in China.
        pub today: NaiveDate,
        /// What waits, without zeros.
        pub todos: Vec<TodoCount>,
        /// The next ten results to be disclosed, by their last day.
        pub deadlines: Vec<Deadline>,
        /// Tasks by state, without zeros.
        pub tasks_by_state: Vec<TasksInState>,
        /// Inspections that ended in this calendar year by result, without zeros.
        pub results: Vec<ResultCount>,
    }
}
