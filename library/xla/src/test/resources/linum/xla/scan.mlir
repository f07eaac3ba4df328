module @jit {
  func.func public @main(%arg0: tensor<5xf32>) -> (tensor<f32>, tensor<5xf32>) {
    %0 = stablehlo.constant dense<0.0> : tensor<f32>
    %1 = stablehlo.constant dense<0> : tensor<i32>
    %2 = stablehlo.constant dense<0.0> : tensor<5xf32>
    %3:3 = "stablehlo.while"(%1, %0, %2) ({
    ^bb0(%4: tensor<i32>, %5: tensor<f32>, %6: tensor<5xf32>):
      %7 = stablehlo.constant dense<5> : tensor<i32>
      %8 = stablehlo.compare LT, %4, %7, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %8 : tensor<i1>
    }, {
    ^bb0(%9: tensor<i32>, %10: tensor<f32>, %11: tensor<5xf32>):
      %12 = stablehlo.dynamic_slice %arg0, %9, sizes = [1] : (tensor<5xf32>, tensor<i32>) -> tensor<1xf32>
      %13 = stablehlo.reshape %12 : (tensor<1xf32>) -> tensor<f32>
      %14 = stablehlo.add %10, %13 : tensor<f32>
      %15 = stablehlo.multiply %10, %13 : tensor<f32>
      %16 = stablehlo.constant dense<1> : tensor<i32>
      %17 = stablehlo.add %9, %16 : tensor<i32>
      %18 = stablehlo.reshape %15 : (tensor<f32>) -> tensor<1xf32>
      %19 = stablehlo.dynamic_update_slice %11, %18, %9 : (tensor<5xf32>, tensor<1xf32>, tensor<i32>) -> tensor<5xf32>
      stablehlo.return %17, %14, %19 : tensor<i32>, tensor<f32>, tensor<5xf32>
    }) : (tensor<i32>, tensor<f32>, tensor<5xf32>) -> (tensor<i32>, tensor<f32>, tensor<5xf32>)
    return %3#1, %3#2 : tensor<f32>, tensor<5xf32>
  }
}
