; Where there are no threads to share work with: all parts, one after the other.

define void @linum_parallel(ptr %context, ptr %kernel, ptr %closure, i64 %extent, i64 %grain) nounwind {
  call void @in_order(ptr %context, ptr %kernel, ptr %closure, i64 %extent, i64 %grain)
  ret void
}

define void @linum_set_workers(i32 %count) nounwind {
  ret void
}
