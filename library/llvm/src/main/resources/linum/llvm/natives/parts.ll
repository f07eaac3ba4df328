; Runs the parts [0,grain), [grain,2*grain), ... of [0,extent) on this thread, until %context says stop.

define internal void @in_order(ptr %context, ptr %kernel, ptr %closure, i64 %extent, i64 %grain) nounwind {
entry:
  br label %next

next:
  %begin = phi i64 [ 0, %entry ], [ %after, %run ]
  %left = icmp slt i64 %begin, %extent
  %flag = load atomic i32, ptr %context monotonic, align 4
  %going = icmp eq i32 %flag, 0
  %more = and i1 %left, %going
  br i1 %more, label %run, label %exit

run:
  %after = add i64 %begin, %grain
  %last = icmp slt i64 %extent, %after
  %end = select i1 %last, i64 %extent, i64 %after
  call void %kernel(ptr %closure, i64 %begin, i64 %end)
  br label %next

exit:
  ret void
}
